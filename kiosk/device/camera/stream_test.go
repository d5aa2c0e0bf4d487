package camera

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// sends is a camera that sends what it was given, and then nothing more.
type sends struct {
	knows   map[Format][]image.Point
	makes   Format // of whatever it is asked for; 0 does as asked
	faulty  error
	started bool
	frames  [][]byte // nil for a second in which none came
	looked  int
}

func (s *sends) sizes(f Format) []image.Point { return s.knows[f] }
func (s *sends) Close() error                 { return nil }

func (s *sends) set(f Format, size image.Point) (Format, image.Point, error) {
	if s.makes != 0 {
		f = s.makes
	}
	return f, size, nil
}

func (s *sends) start() error {
	s.started = true
	return s.faulty
}

func (s *sends) frame(look func([]byte)) (bool, error) {
	if s.looked++; s.looked > len(s.frames) {
		return false, errors.New("unplugged")
	}
	sent := s.frames[s.looked-1]
	if sent != nil {
		look(sent)
	}
	return sent != nil, nil
}

// What is asked of a camera is something that it names.
func TestBegin(t *testing.T) {
	vga, hd, large := image.Pt(640, 480), image.Pt(1280, 720), image.Pt(1920, 1080)
	fault := errors.New("no room on the bus")
	for name, c := range map[string]struct {
		camera *sends
		format Format
		size   image.Point
		err    error
	}{
		"both":               {&sends{knows: map[Format][]image.Point{MJPEG: {vga, large, hd}, YUYV: {vga}}}, MJPEG, hd, nil},
		"YUYV alone":         {&sends{knows: map[Format][]image.Point{YUYV: {hd, vga}}}, YUYV, hd, nil},
		"too large alone":    {&sends{knows: map[Format][]image.Point{YUYV: {large}}}, 0, image.Point{}, errFormat},
		"none of both":       {&sends{}, 0, image.Point{}, errFormat},
		"sends another":      {&sends{knows: map[Format][]image.Point{MJPEG: {vga}}, makes: 0x34363248}, 0, image.Point{}, errFormat},
		"no room on the bus": {&sends{knows: map[Format][]image.Point{MJPEG: {vga}}, faulty: fault}, 0, image.Point{}, fault},
	} {
		s, err := begin(c.camera)
		if !errors.Is(err, c.err) || err == nil && (s.format != c.format || s.size != c.size || !c.camera.started) {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}

// Half pictures and pauses are passed over, and a camera that sends nothing for long is lost.
func TestNext(t *testing.T) {
	whole, half := make([]byte, 2*8*8), make([]byte, 60)
	pauses := make([][]byte, silences-1)
	for name, c := range map[string]struct {
		frames [][]byte
		took   int
		lost   bool
	}{
		"at once":             {[][]byte{whole}, 1, false},
		"half ones first":     {[][]byte{half, half, whole}, 3, false},
		"a pause":             {append(pauses[:silences-1:silences-1], whole), silences, false},
		"pauses in two parts": {append(append(pauses[:silences-1:silences-1], half), append(pauses[:silences-1:silences-1], whole)...), 2 * silences, false},
		"silent":              {make([][]byte, 20), silences, true},
		"unplugged":           {[][]byte{half}, 2, true},
	} {
		d := &sends{frames: c.frames}
		picture, err := (&stream{d, YUYV, image.Pt(8, 8)}).Next(t.Context())
		if (err != nil) != c.lost || (picture == nil) != c.lost || d.looked != c.took {
			t.Errorf("%s: %v after %d, want it lost %v after %d", name, err, d.looked, c.lost, c.took)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&stream{&sends{frames: [][]byte{whole}}, YUYV, image.Pt(8, 8)}).Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// seen is a code of a slip as a sensor sees it: grain, a lamp at one side, a tint.
func seen(t *testing.T, text string, grain float64) *image.YCbCr {
	t.Helper()
	const wide, high, side = 640, 480, 300
	code, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, side, side, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 5))
	img := image.NewYCbCr(image.Rect(0, 0, wide, high), image.YCbCrSubsampleRatio422)
	for y := range high {
		for x := range wide {
			light := 120.0
			if u, v := x-(wide-side)/2, y-(high-side)/2; u >= 0 && v >= 0 && u < side && v < side {
				light = 190
				if code.Get(u, v) {
					light = 60
				}
			}
			light += float64(x)/wide*30 - 15 + r.NormFloat64()*grain
			img.Y[img.YOffset(x, y)] = uint8(min(max(light, 0), 255))
		}
	}
	for i := range img.Cb {
		img.Cb[i], img.Cr[i] = uint8(118+r.IntN(9)), uint8(132+r.IntN(9))
	}
	return img
}

// yuyv packs a picture as sensors send it.
func yuyv(img *image.YCbCr) []byte {
	sent := make([]byte, 0, 2*len(img.Y))
	for y := range img.Rect.Dy() {
		for x := 0; x < img.Rect.Dx(); x += 2 {
			c := img.COffset(x, y)
			sent = append(sent, img.Y[img.YOffset(x, y)], img.Cb[c], img.Y[img.YOffset(x+1, y)], img.Cr[c])
		}
	}
	return sent
}

func mjpeg(t *testing.T, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// tableless takes the tables out of a JPEG, as nearly all cameras at USB do.
func tableless(t *testing.T, sent []byte) []byte {
	t.Helper()
	for at := 2; ; {
		marker, size, ok := segment(sent, at)
		if !ok {
			t.Fatal("no tables in it")
		}
		if marker == tablesOfHuffman {
			return bytes.Join([][]byte{sent[:at], sent[at+size:]}, nil)
		}
		at += size
	}
}

// From the bytes that a camera sends to the code of a slip: either format, squeezed hard, with grain, with the tables that
// cameras leave out, and with what they put behind a picture.
func TestFromBytesToCodes(t *testing.T) {
	const text = "HTTPS://LS.EXAMPLE.CN/J/123456789012"
	img := seen(t, text, 10)
	grey := image.NewGray(img.Rect)
	for y := range grey.Rect.Dy() {
		for x := range grey.Rect.Dx() {
			grey.SetGray(x, y, color.Gray{Y: img.Y[img.YOffset(x, y)]})
		}
	}
	for name, c := range map[string]struct {
		format Format
		sent   []byte
	}{
		"YUYV":                      {YUYV, yuyv(img)},
		"YUYV, a page of memory":    {YUYV, append(yuyv(img), make([]byte, 4096)...)},
		"MJPEG":                     {MJPEG, mjpeg(t, img, 80)},
		"MJPEG, squeezed":           {MJPEG, mjpeg(t, img, 20)},
		"MJPEG without tables":      {MJPEG, tableless(t, mjpeg(t, img, 60))},
		"MJPEG, filled up":          {MJPEG, append(mjpeg(t, img, 60), make([]byte, 512)...)},
		"grey MJPEG":                {MJPEG, mjpeg(t, grey, 60)},
		"grey MJPEG without tables": {MJPEG, tableless(t, mjpeg(t, grey, 60))},
	} {
		s := &stream{&sends{frames: [][]byte{c.sent[:len(c.sent)/3], c.sent}}, c.format, img.Rect.Max}
		picture, err := s.Next(t.Context())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := read(picture); got != text {
			t.Errorf("%s: read %q", name, got)
		}
	}
}

// Whatever a camera sends, at most it is no picture.
func FuzzGrey(f *testing.F) {
	var small bytes.Buffer
	if err := jpeg.Encode(&small, image.NewYCbCr(image.Rect(0, 0, 16, 16), image.YCbCrSubsampleRatio422), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(true, small.Bytes())
	f.Add(true, []byte{0xFF, 0xD8, 0xFF, 0xDA, 0, 0})
	f.Add(false, make([]byte, 512))
	f.Fuzz(func(t *testing.T, jpeg bool, sent []byte) {
		format := YUYV
		if jpeg {
			format = MJPEG
		}
		picture, err := format.Grey(sent, 16, 16)
		if err == nil && (picture.Rect.Dx() < 16 || picture.Rect.Dx() >= 16+block) {
			t.Errorf("%v", picture.Rect)
		}
		if err == nil {
			read(picture)
		}
	})
}
