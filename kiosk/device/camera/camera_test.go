package camera_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/camera"
	"yizhan/kiosk/device/devicetest"
)

var _ device.Scanner = (*camera.Camera)(nil)

// tape is recorded pictures that stand for a camera. Behind the last one it shows nothing new.
type tape struct {
	mu    sync.Mutex
	seen  []*image.Gray
	lost  chan struct{} // closed when it is unplugged
	gone  bool
	ready chan struct{}
}

func newTape() *tape { return &tape{lost: make(chan struct{}), ready: make(chan struct{}, 1)} }

func (p *tape) open() (camera.Source, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gone {
		return nil, errGone
	}
	return reel{p, p.lost}, nil
}

var errGone = errors.New("no camera there")

func (p *tape) record(pictures ...*image.Gray) {
	p.mu.Lock()
	p.seen = append(p.seen, pictures...)
	p.mu.Unlock()
	select {
	case p.ready <- struct{}{}:
	default:
	}
}

func (p *tape) unplug() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone = true
	close(p.lost)
}

func (p *tape) plug() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.gone, p.lost = false, make(chan struct{})
}

type reel struct {
	p    *tape
	lost chan struct{}
}

func (r reel) Close() error { return nil }

func (r reel) Next(ctx context.Context) (*image.Gray, error) {
	for {
		r.p.mu.Lock()
		if len(r.p.seen) > 0 {
			picture := r.p.seen[0]
			r.p.seen = r.p.seen[1:]
			r.p.mu.Unlock()
			return picture, nil
		}
		r.p.mu.Unlock()
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-r.lost:
			return nil, errGone
		case <-r.p.ready:
		}
	}
}

// clock goes on a second each time that it is asked.
func clock() func() time.Time {
	at := time.Unix(0, 0)
	return func() time.Time {
		at = at.Add(time.Second)
		return at
	}
}

// shaken is how many pictures there are of a code that is held up.
const shaken = 2

// The pictures of a cheap camera: 640×480, a hand that shakes, a lens that is never sharp, grain, and
// paper that is not white. Nobody is there before and after.
func held(t *testing.T, text string, r *rand.Rand) (pictures []*image.Gray) {
	t.Helper()
	matrix, err := qrcode.NewQRCodeWriter().Encode(text, gozxing.BarcodeFormat_QR_CODE, 0, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	for range shaken {
		pictures = append(pictures, photograph(matrix, 0.75+r.Float64()/4, (r.Float64()-.5)*20, r))
	}
	nobody := photograph(nil, 1, 0, r)
	for range 10 {
		pictures = append(pictures, nobody)
	}
	return pictures
}

// photograph shows a code, of which the larger side takes so much of the picture's height, turned by so many
// degrees.
func photograph(code *gozxing.BitMatrix, size, degrees float64, r *rand.Rand) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, 640, 480))
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	const fine = 2 // samples a pixel and axis: the lens
	for y := range 480 {
		for x := range 640 {
			light := 0.0
			for s := range fine * fine {
				dx, dy := float64(x)+float64(s%fine)/fine-320, float64(y)+float64(s/fine)/fine-240
				light += shade(code, dx*cos+dy*sin, dy*cos-dx*sin, size*480)
			}
			grey := light/(fine*fine) + r.NormFloat64()*6
			img.SetGray(x, y, color.Gray{Y: uint8(min(max(grey, 0), 255))})
		}
	}
	return img
}

// shade is how light it is at a place from the middle: ink, paper, or the room.
func shade(code *gozxing.BitMatrix, x, y, side float64) float64 {
	const ink, paper, room = 50, 200, 110
	if code == nil || math.Abs(x) >= side/2 || math.Abs(y) >= side/2 {
		return room
	}
	n := float64(code.GetWidth())
	if code.Get(int((x/side+.5)*n), int((y/side+.5)*n)) {
		return ink
	}
	return paper
}

func TestCamera(t *testing.T) {
	devicetest.Scanner(t, func(t *testing.T) devicetest.ScannerBench {
		p, r := newTape(), rand.New(rand.NewPCG(7, 11))
		return devicetest.ScannerBench{
			Scanner: camera.New(p.open, clock()), Unplug: p.unplug, Plug: p.plug,
			Scan: func(text string) { p.record(held(t, text, r)...) },
		}
	})
}

// A code that is held up is read once, and again when it was taken away in between. What the camera sees
// can be looked at, and nothing any more when it has stopped.
func TestHeldUpAgain(t *testing.T) {
	p, r := newTape(), rand.New(rand.NewPCG(7, 12))
	c := camera.New(p.open, clock())
	ctx, cancel := context.WithCancel(t.Context())
	codes, ended := make(chan string, 8), make(chan error, 1)
	go func() { ended <- c.Serve(ctx, func(text string) { codes <- text }) }()
	const first, second, end = "YZ-WORKER-CARD-0123456789", "YZ-WORKER-CARD-9876543210", "YZ-WORKER-CARD-THE-END"
	p.record(held(t, first, r)...)
	p.record(held(t, first, r)...)
	p.record(held(t, second, r)[:shaken]...) // from one to the next without a pause
	p.record(held(t, end, r)...)
	for _, want := range []string{first, first, second, end} {
		if got := <-codes; got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	if p := c.Preview(); p == nil || p.Bounds().Dx() != 640 {
		t.Error("it cannot be seen what the camera sees")
	}
	cancel()
	if err := <-ended; err != nil || c.Preview() != nil {
		t.Errorf("stopped: %v, and it shows %v", err, c.Preview())
	}
}

// What cameras send is the same picture in either format.
func TestFormats(t *testing.T) {
	want := photograph(nil, 1, 0, rand.New(rand.NewPCG(1, 2)))
	for i := range want.Pix {
		want.Pix[i] = uint8(i / 640 / 2)
	}
	yuyv := make([]byte, 2*len(want.Pix))
	for i, grey := range want.Pix {
		yuyv[2*i], yuyv[2*i+1] = grey, 128
	}
	coloured := image.NewYCbCr(want.Rect, image.YCbCrSubsampleRatio422)
	copy(coloured.Y, want.Pix)
	for i := range coloured.Cb {
		coloured.Cb[i], coloured.Cr[i] = 128, 128
	}
	var mjpeg, grey bytes.Buffer
	if err := jpeg.Encode(&mjpeg, coloured, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	if err := jpeg.Encode(&grey, want, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		format camera.Format
		sent   []byte
	}{"YUYV": {camera.YUYV, yuyv}, "MJPEG": {camera.MJPEG, mjpeg.Bytes()}, "grey MJPEG": {camera.MJPEG, grey.Bytes()}} {
		got, err := c.format.Grey(c.sent, 640, 480)
		if err != nil || got.Rect != want.Rect {
			t.Fatalf("%s: %v", name, err)
		}
		for i := range want.Pix {
			if d := int(got.Pix[i]) - int(want.Pix[i]); d < -3 || d > 3 {
				t.Fatalf("%s: pixel %d is %d, want %d", name, i, got.Pix[i], want.Pix[i])
			}
		}
		if _, err := c.format.Grey(c.sent[:100], 640, 480); err == nil {
			t.Errorf("%s: half a picture is one", name)
		}
	}
	if _, err := camera.Format(0x34363248).Grey(yuyv, 640, 480); err == nil {
		t.Error("H264 is read")
	}
}

// A picture of another size than the agreed one is refused before there is room made for it: a header may be damaged.
func TestAnotherSize(t *testing.T) {
	for size, fine := range map[image.Point]bool{
		{640, 480}: true, {640, 488}: true, // rounded up to whole blocks
		{1280, 480}: false, {640, 960}: false, {320, 240}: false,
	} {
		var sent bytes.Buffer
		if err := jpeg.Encode(&sent, image.NewGray(image.Rectangle{Max: size}), nil); err != nil {
			t.Fatal(err)
		}
		got, err := camera.MJPEG.Grey(sent.Bytes(), 640, 480)
		if (err == nil) != fine || fine && got.Rect.Max != size {
			t.Errorf("%v: %v", size, err)
		}
	}
}

func TestNoCamera(t *testing.T) {
	if _, err := camera.V4L2("/dev/no-such-camera")(); err == nil {
		t.Error("a camera that is not there was opened")
	}
}
