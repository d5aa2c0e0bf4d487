package camera

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
)

// Format is how a camera sends a picture, as Linux names it (a fourcc).
type Format uint32

// The formats that nearly every camera has: two pixels in four bytes, and JPEG for each picture.
const (
	YUYV  Format = 'Y' | 'U'<<8 | 'Y'<<16 | 'V'<<24
	MJPEG Format = 'M' | 'J'<<8 | 'P'<<16 | 'G'<<24
)

// Grey makes a picture of what was sent. width and height are those of YUYV, which does not say them.
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
