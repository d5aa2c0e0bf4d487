package camera

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"sync"
)

// Format is how a camera sends a picture, as Linux names it (a fourcc).
type Format uint32

// The formats that nearly every camera has: two pixels in four bytes, and JPEG for each picture.
const (
	YUYV  Format = 'Y' | 'U'<<8 | 'Y'<<16 | 'V'<<24
	MJPEG Format = 'M' | 'J'<<8 | 'P'<<16 | 'G'<<24
)

// block is what a JPEG is made of, in pixels a side; a camera may round a picture up to whole ones.
const block = 16

// Grey makes a picture of what was sent, width×height pixels as agreed with the camera. It refuses a JPEG that says
// another size: a damaged header may speak of 65,535×65,535 pixels, which take gigabytes.
func (f Format) Grey(sent []byte, width, height int) (*image.Gray, error) {
	switch f {
	case YUYV:
		if len(sent) < 2*width*height || width*height == 0 {
			return nil, fmt.Errorf("picture of %d×%d: %d bytes are too few", width, height, len(sent))
		}
		out := image.NewGray(image.Rect(0, 0, width, height))
		for i := range out.Pix {
			out.Pix[i] = sent[2*i]
		}
		return out, nil
	case MJPEG:
		sent = withTables(sent)
		says, err := jpeg.DecodeConfig(bytes.NewReader(sent))
		if err != nil {
			return nil, fmt.Errorf("read size of picture: %w", err)
		}
		if w, h := says.Width-width, says.Height-height; w < 0 || w >= block || h < 0 || h >= block {
			return nil, fmt.Errorf("picture of %d×%d where %d×%d was agreed", says.Width, says.Height, width, height)
		}
		img, err := jpeg.Decode(bytes.NewReader(sent))
		if err != nil {
			return nil, fmt.Errorf("read picture: %w", err)
		}
		out := image.NewGray(image.Rectangle{Max: img.Bounds().Size()})
		if coloured, ok := img.(*image.YCbCr); ok {
			for y := range out.Rect.Dy() {
				copy(out.Pix[y*out.Stride:][:out.Rect.Dx()], coloured.Y[y*coloured.YStride:])
			}
			return out, nil
		}
		draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
		return out, nil
	}
	return nil, fmt.Errorf("picture in format %08x, which is not read", uint32(f))
}

// Markers of a JPEG (ITU-T T.81, table B.1).
const (
	tablesOfHuffman = 0xC4
	startOfScan     = 0xDA
)

// withTables puts into a JPEG the tables that most cameras leave out, since they are the same in all pictures of theirs:
// those of annex K.3.
func withTables(sent []byte) []byte {
	for at := 2; ; { // behind the start of the picture
		marker, size, ok := segment(sent, at)
		switch {
		case !ok, marker == tablesOfHuffman:
			return sent
		case marker == startOfScan:
			return bytes.Join([][]byte{sent[:at], usualTables(), sent[at:]}, nil)
		}
		at += size
	}
}

// segment is the marker at a place of a JPEG and how many bytes it takes with what stands behind it.
func segment(sent []byte, at int) (marker byte, size int, ok bool) {
	if len(sent) < at+4 || sent[at] != 0xFF {
		return 0, 0, false
	}
	return sent[at+1], 2 + int(binary.BigEndian.Uint16(sent[at+2:])), true
}

// usualTables are those of annex K.3, as the encoder of Go writes them, which knows no others.
var usualTables = sync.OnceValue(func() (tables []byte) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewYCbCr(image.Rect(0, 0, 1, 1), image.YCbCrSubsampleRatio420), nil); err != nil {
		panic(fmt.Sprintf("camera: %v", err)) // into memory
	}
	for at := 2; ; {
		marker, size, ok := segment(b.Bytes(), at)
		if !ok || marker == startOfScan {
			return tables
		}
		if marker == tablesOfHuffman {
			tables = append(tables, b.Bytes()[at:at+size]...)
		}
		at += size
	}
})
