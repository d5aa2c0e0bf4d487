package slip

import (
	"flag"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"yizhan/assets"
)

// wear is what happens to a slip in a pocket before somebody photographs its code. The code stands in
// box; a module is dots wide.
type wear func(img *image.Gray, box image.Rectangle, dots int, r *rand.Rand) *image.Gray

var wears = map[string]wear{
	"blur":        func(img *image.Gray, _ image.Rectangle, _ int, _ *rand.Rand) *image.Gray { return blurred(img, 2) },
	"7° rotation": func(img *image.Gray, _ image.Rectangle, _ int, _ *rand.Rand) *image.Gray { return turned(img, 7) },
	"noise":       noisy,
	"fold":        folded,
	"torn corner": torn,
}

var everySlip = flag.Bool("every-slip", false, "wear every slip, in place of each sixth")

// The least of the worn slips that every reader has to read.
const leastRead = 0.8

// Every reader reads every clean slip at six dots a module, and of worn ones at least eight in ten.
func TestWornSlips(t *testing.T) {
	readers := map[string]func(*testing.T, image.Image, string) string{
		"gozxing":     func(_ *testing.T, img image.Image, _ string) string { return zxing(img) },
		"zbarimg":     program("zbar-tools", "zbarimg", "-q", "--raw"),
		"ZXingReader": program("zxing-cpp-tools", "ZXingReader", "-bytes", "-format", "QRCode"),
	}
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(20261123, 6))
	read, all := map[string]map[string]int{}, map[string]int{}
	for i, f := range variety() {
		place := 0
		if f.Match != "" {
			place = f.Posting.Headcount
		}
		f = signed(t, f, place, "13800138000", hosts[0])
		img, box, dots := codeOf(t, f)
		img, box = framed(img, box)
		if dots != minModule {
			t.Fatalf("slip %d has %d dots a module", i, dots)
		}
		pictures := map[string]image.Image{"clean": img}
		for name, w := range wears {
			if !*everySlip && i%6 != 0 { // some will do
				continue
			}
			pictures[name] = w(img, box, dots, r)
		}
		for kind, picture := range pictures {
			all[kind]++
			file := writeSlip(t, dir, i, picture)
			for name, reader := range readers {
				if read[kind] == nil {
					read[kind] = map[string]int{}
				}
				if reader(t, picture, file) == f.URL {
					read[kind][name]++
				}
			}
		}
	}
	for name := range readers {
		worn, sum := 0, 0
		for kind := range wears {
			worn, sum = worn+read[kind][name], sum+all[kind]
			t.Logf("%-12s %-12s %d of %d", name, kind, read[kind][name], all[kind])
		}
		if read["clean"][name] != all["clean"] {
			t.Errorf("%s reads %d of %d clean slips", name, read["clean"][name], all["clean"])
		}
		if float64(worn) < leastRead*float64(sum) {
			t.Errorf("%s reads %d of %d worn slips", name, worn, sum)
		}
	}
}

// program reads a picture in a file with a program of a Debian package.
func program(pkg, name string, args ...string) func(*testing.T, image.Image, string) string {
	return func(t *testing.T, _ image.Image, file string) string {
		t.Helper()
		if _, err := exec.LookPath(name); err != nil {
			t.Fatalf("%s is needed to read slips back; it is in the Debian package %s", name, pkg)
		}
		out, _ := exec.Command(name, append(args, file)...).Output() // nothing read is an exit code
		return strings.TrimSpace(string(out))
	}
}

// codeOf renders a slip at 384 dots, and gives where its code stands and how many dots a module has.
func codeOf(t *testing.T, f Facts) (*image.Gray, image.Rectangle, int) {
	t.Helper()
	doc := Lay(f, assets.Areas(), assets.Chinese)
	modules, err := symbol(doc.URL)
	if err != nil {
		t.Fatal(err)
	}
	dots, err := moduleDots(len(modules), Dots58)
	if err != nil {
		t.Fatal(err)
	}
	p, err := Render(doc, Dots58)
	if err != nil {
		t.Fatal(err)
	}
	img := image.NewGray(p.Rect)
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			img.SetGray(x, y, color.Gray{Y: 255 * (1 - p.ColorIndexAt(x, y))})
		}
	}
	side := len(modules) * dots
	left := (Dots58 - side) / 2
	for top := 0; top+side <= p.Rect.Dy(); top++ { // its upper edge is the first finder pattern's
		if finderRow(img, left, top, dots) && finderRow(img, left+side-7*dots, top, dots) {
			return img, image.Rect(left, top, left+side, top+side), dots
		}
	}
	t.Fatal("no code on the slip")
	return nil, image.Rectangle{}, 0
}

// framed is what somebody takes a photograph of: the code with what stands around it.
func framed(img *image.Gray, box image.Rectangle) (*image.Gray, image.Rectangle) {
	part := box.Inset(-48).Intersect(img.Rect)
	out := image.NewGray(image.Rect(0, 0, part.Dx(), part.Dy()))
	for y := range part.Dy() {
		for x := range part.Dx() {
			out.SetGray(x, y, img.GrayAt(part.Min.X+x, part.Min.Y+y))
		}
	}
	return out, box.Sub(part.Min)
}

// finderRow says whether seven black modules begin at a dot, on white.
func finderRow(img *image.Gray, x, y, dots int) bool {
	for i := range 7 * dots {
		if img.GrayAt(x+i, y).Y != 0 || y == 0 || img.GrayAt(x+i, y-1).Y == 0 {
			return false
		}
	}
	return img.GrayAt(x-1, y).Y != 0 && img.GrayAt(x+7*dots, y).Y != 0
}

// blurred is out of focus by so many dots.
func blurred(img *image.Gray, sigma float64) *image.Gray {
	reach := int(3 * sigma)
	kernel, sum := make([]float64, 2*reach+1), 0.0
	for i := range kernel {
		kernel[i] = math.Exp(-float64((i-reach)*(i-reach)) / (2 * sigma * sigma))
		sum += kernel[i]
	}
	along := func(in *image.Gray, dx, dy int) *image.Gray {
		out := image.NewGray(in.Rect)
		for y := range in.Rect.Dy() {
			for x := range in.Rect.Dx() {
				v := 0.0
				for k, w := range kernel {
					at := image.Pt(x+(k-reach)*dx, y+(k-reach)*dy)
					grey := 255.0
					if at.In(in.Rect) {
						grey = float64(in.GrayAt(at.X, at.Y).Y)
					}
					v += w * grey
				}
				out.SetGray(x, y, color.Gray{Y: uint8(v / sum)})
			}
		}
		return out
	}
	return along(along(img, 1, 0), 0, 1)
}

// turned lies askew by so many degrees, on a white table.
func turned(img *image.Gray, degrees float64) *image.Gray {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	b := img.Rect
	wide, high := float64(b.Dx()), float64(b.Dy())
	out := image.NewGray(image.Rect(0, 0, int(wide*cos+high*sin)+20, int(wide*sin+high*cos)+20))
	cx, cy := float64(out.Rect.Dx())/2, float64(out.Rect.Dy())/2
	grey := func(x, y int) float64 {
		if !image.Pt(x, y).In(b) {
			return 255
		}
		return float64(img.GrayAt(x, y).Y)
	}
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			sx, sy := dx*cos+dy*sin+wide/2, -dx*sin+dy*cos+high/2
			x0, y0 := int(math.Floor(sx)), int(math.Floor(sy))
			fx, fy := sx-float64(x0), sy-float64(y0)
			v := (grey(x0, y0)*(1-fx)+grey(x0+1, y0)*fx)*(1-fy) + (grey(x0, y0+1)*(1-fx)+grey(x0+1, y0+1)*fx)*fy
			out.SetGray(x, y, color.Gray{Y: uint8(v)})
		}
	}
	return out
}

// noisy is a photograph by a cheap camera in bad light: dots that did not print, a lens that is never
// quite sharp, and grain.
func noisy(img *image.Gray, _ image.Rectangle, _ int, r *rand.Rand) *image.Gray {
	out := image.NewGray(img.Rect)
	copy(out.Pix, img.Pix)
	for i := range out.Pix {
		if r.IntN(100) == 0 {
			out.Pix[i] = 255
		}
	}
	out = blurred(out, 0.8)
	for i, grey := range out.Pix {
		out.Pix[i] = uint8(min(max(40+float64(grey)*0.7+r.NormFloat64()*12, 0), 255))
	}
	return out
}

// folded has a crease across the code: the paper rubbed white along it, and the part below it a little
// askew and darker.
func folded(img *image.Gray, box image.Rectangle, dots int, r *rand.Rand) *image.Gray {
	out := image.NewGray(img.Rect)
	crease := box.Min.Y + box.Dy()*(40+r.IntN(20))/100
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			v := img.GrayAt(x, y).Y
			if y > crease {
				v = uint8(float64(img.GrayAt(x+1+(y-crease)/100, y).Y) * 0.8)
			}
			if y >= crease && y < crease+dots/2 {
				v = 255
			}
			out.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return out
}

// torn lacks the corner of the code that has no finder pattern, and the paper to the right of it.
func torn(img *image.Gray, box image.Rectangle, dots int, r *rand.Rand) *image.Gray {
	out := image.NewGray(img.Rect)
	reach := dots * (7 + r.IntN(4))
	for y := range img.Rect.Dy() {
		for x := range img.Rect.Dx() {
			v := img.GrayAt(x, y).Y
			if (box.Max.X-x)+(box.Max.Y-y) < reach && y <= box.Max.Y {
				v = 255
			}
			out.SetGray(x, y, color.Gray{Y: v})
		}
	}
	return out
}
