package poster

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yizhan/assets"
)

type weight int

const (
	regular weight = iota
	bold
)

// fonts are the embedded files, parsed once; a parsed font is read-only.
var fonts = sync.OnceValues(func() (out [2]*sfnt.Font, err error) {
	for w, data := range [2][]byte{assets.TextRegular(), assets.TextBold()} {
		if out[w], err = opentype.Parse(data); err != nil {
			return out, fmt.Errorf("read embedded font %d: %w", w, err)
		}
	}
	return out, nil
})

// canvas draws in 1240ths of its width.
type canvas struct {
	img   *image.RGBA
	width int
	fonts [2]*sfnt.Font
	faces map[string]font.Face
}

func newCanvas(width int) (*canvas, error) {
	f, err := fonts()
	if err != nil {
		return nil, err
	}
	c := &canvas{width: width, fonts: f, faces: map[string]font.Face{}}
	c.img = image.NewRGBA(image.Rect(0, 0, width, c.scale(tall)))
	return c, nil
}

func (c *canvas) scale(n int) int { return n * c.width / full }

func (c *canvas) fill(x, y, w, h int, with color.Color) {
	at := image.Rect(c.scale(x), c.scale(y), c.scale(x+w), max(c.scale(y+h), c.scale(y)+1))
	draw.Draw(c.img, at, image.NewUniform(with), image.Point{}, draw.Src)
}

func (c *canvas) face(w weight, size int) font.Face {
	key := fmt.Sprint(w, size)
	if f, ok := c.faces[key]; ok {
		return f
	}
	// At 72 DPI a point is a dot. NewFace fails on nothing but a nil font.
	f, err := opentype.NewFace(c.fonts[w], &opentype.FaceOptions{Size: float64(c.scale(size)), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic(fmt.Sprintf("poster: face of %d: %v", size, err))
	}
	c.faces[key] = f
	return f
}

// text draws words on a baseline, cut with … where they are wider than most.
func (c *canvas) text(words string, w weight, size, x, y, most int, with color.Color) {
	f := c.face(w, size)
	room := fixed.I(c.scale(most))
	if font.MeasureString(f, words) > room {
		r := []rune(words)
		for len(r) > 0 && font.MeasureString(f, string(r)+"…") > room {
			r = r[:len(r)-1]
		}
		words = string(r) + "…"
	}
	c.draw(words, f, c.scale(x), c.scale(y), with)
}

// right draws words that end at x, and gives how wide they are.
func (c *canvas) right(words string, w weight, size, x, y int, with color.Color) int {
	f := c.face(w, size)
	wide := font.MeasureString(f, words).Ceil()
	c.draw(words, f, c.scale(x)-wide, c.scale(y), with)
	return wide * full / c.width
}

func (c *canvas) draw(words string, f font.Face, x, y int, with color.Color) {
	d := font.Drawer{Dst: c.img, Src: image.NewUniform(with), Face: f, Dot: fixed.P(x, y)}
	d.DrawString(words)
}
