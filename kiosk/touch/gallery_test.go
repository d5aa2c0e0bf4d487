package touch

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// The gallery draws every widget and one whole screen to PNG. TOUCH_GALLERY names
// a folder to keep the pictures in; they are there to be looked at.

func TestGallery(t *testing.T) {
	for _, g := range []struct {
		name    string
		options Options
		size    fyne.Size
		object  func(*testing.T, *Style) fyne.CanvasObject
	}{
		{"parts-light", Options{}, fyne.NewSize(1920, 1500), galleryParts},
		{"parts-dark", Options{Dark: true}, fyne.NewSize(1920, 1500), galleryParts},
		{"parts-large", Options{Large: true}, fyne.NewSize(2400, 1900), galleryParts},
		{"home-wide", Options{}, fyne.NewSize(1920, 1080), galleryHome},
		{"home-dark", Options{Dark: true}, fyne.NewSize(1920, 1080), galleryHome},
		{"home-compact", Options{Form: Compact}, fyne.NewSize(1366, 768), galleryHome},
		{"home-upright", Options{Form: Upright}, fyne.NewSize(1080, 1920), galleryHome},
		{"home-large", Options{Large: true}, fyne.NewSize(1920, 1080), galleryHome},
		{"staff-wide", Options{}, fyne.NewSize(1920, 1080), galleryStaff},
		{"staff-large", Options{Large: true}, fyne.NewSize(1920, 1080), galleryStaff},
		{"staff-compact", Options{Form: Compact, Dark: true}, fyne.NewSize(1366, 768), galleryStaff},
		{"icons", Options{}, fyne.NewSize(1200, 560), galleryIcons},
		{"who-wide", Options{}, fyne.NewSize(1920, 1080), galleryWho},
		{"who-compact", Options{Form: Compact}, fyne.NewSize(1366, 768), galleryWho},
		{"who-upright", Options{Form: Upright}, fyne.NewSize(1080, 1920), galleryWho},
		{"results-wide", Options{}, fyne.NewSize(1920, 1080), galleryResults},
		{"results-compact", Options{Form: Compact}, fyne.NewSize(1366, 768), galleryResults},
		{"results-upright", Options{Form: Upright}, fyne.NewSize(1080, 1920), galleryResults},
		{"results-large", Options{Large: true}, fyne.NewSize(1920, 1080), galleryResults},
		{"trades-wide", Options{}, fyne.NewSize(1920, 1080), galleryTrades},
		{"detail-wide", Options{}, fyne.NewSize(1920, 1080), galleryDetail},
		{"done-wide", Options{}, fyne.NewSize(1920, 1080), galleryDone},
		{"pinyin-wide", Options{}, fyne.NewSize(1920, 1080), galleryPinyin},
		{"pinyin-upright", Options{Form: Upright}, fyne.NewSize(1080, 1920), galleryPinyin},
		{"idle-wide", Options{}, fyne.NewSize(1920, 1080), galleryIdle},
		{"idle-compact", Options{Form: Compact}, fyne.NewSize(1366, 768), galleryIdle},
	} {
		t.Run(g.name, func(t *testing.T) {
			style := startApp(t, g.options)
			picture := draw(style, g.object(t, style), g.size)
			keep(t, g.name, picture)
			if colours := countColours(picture); colours < 20 {
				t.Errorf("the picture has %d colours: nothing was drawn on it", colours)
			}
		})
	}
}

// startApp makes a headless app in the style's theme.
func startApp(t *testing.T, o Options) *Style {
	t.Helper()
	o.Still = true
	if o.After == nil {
		o.After = laterNever
	}
	style := NewStyle(o)
	test.NewTempApp(t).Settings().SetTheme(NewTheme(style))
	return style
}

func draw(s *Style, object fyne.CanvasObject, size fyne.Size) image.Image {
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(Layers(canvas.NewRectangle(s.Paint(Paper)), object))
	c.Resize(size)
	return software.RenderCanvas(c, NewTheme(s))
}

func keep(t *testing.T, name string, picture image.Image) {
	t.Helper()
	folder := os.Getenv("TOUCH_GALLERY")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, picture); err != nil {
		t.Fatal(err)
	}
}

func countColours(picture image.Image) int {
	seen := map[uint64]bool{}
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 3 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			r, g, bl, _ := picture.At(x, y).RGBA()
			seen[uint64(r)<<32|uint64(g)<<16|uint64(bl)] = true
		}
	}
	return len(seen)
}
