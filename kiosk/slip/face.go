package slip

import (
	"fmt"
	"image"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yizhan/assets"
)

// weight chooses one of the embedded faces.
type weight int

const (
	regular weight = iota
	bold
	figures // digits alone, heaviest
)

// missing stands for a character that no face has. It is the printer's old sign for a missing
// letter: a reader sees that something belongs there, which an empty box does not say.
const missing = '〓'

// fonts are the embedded files, parsed once; a parsed font is read-only.
var fonts = sync.OnceValues(func() ([3]*sfnt.Font, error) {
	var out [3]*sfnt.Font
	for w, data := range [3][]byte{assets.TextRegular(), assets.TextBold(), assets.Figures()} {
		f, err := opentype.Parse(data)
		if err != nil {
			return out, fmt.Errorf("read embedded font %d: %w", w, err)
		}
		out[w] = f
	}
	return out, nil
})

// style is a weight at a size in dots.
type style struct {
	weight weight
	size   float64
}

// typesetter measures and draws text. It is for one goroutine.
type typesetter struct {
	fonts  [3]*sfnt.Font
	faces  map[style]font.Face
	buffer sfnt.Buffer
}

func newTypesetter() (*typesetter, error) {
	f, err := fonts()
	if err != nil {
		return nil, err
	}
	return &typesetter{fonts: f, faces: map[style]font.Face{}}, nil
}

func (t *typesetter) face(s style) font.Face {
	if f, ok := t.faces[s]; ok {
		return f
	}
	// At 72 DPI a point is a dot. NewFace fails on nothing but a nil font.
	f, err := opentype.NewFace(t.fonts[s.weight], &opentype.FaceOptions{Size: s.size, DPI: 72})
	if err != nil {
		panic(fmt.Sprintf("slip: face of %v: %v", s, err))
	}
	t.faces[s] = f
	return f
}

func (t *typesetter) has(w weight, r rune) bool {
	i, err := t.fonts[w].GlyphIndex(&t.buffer, r)
	return err == nil && i != 0
}

// choose gives the style and character to draw for r: the wished weight, else another weight that
// has it, else the sign for missing.
func (t *typesetter) choose(s style, r rune) (style, rune) {
	for _, w := range [...]weight{s.weight, bold, regular} {
		if t.has(w, r) {
			return style{w, s.size}, r
		}
	}
	return style{bold, s.size}, missing
}

// pick is choose with the face of the style.
func (t *typesetter) pick(s style, r rune) (font.Face, rune) {
	s, r = t.choose(s, r)
	return t.face(s), r
}

// width is how far text moves the pen, in dots, rounded up.
func (t *typesetter) width(s style, text string) int {
	var x fixed.Int26_6
	for _, r := range text {
		f, r := t.pick(s, r)
		a, _ := f.GlyphAdvance(r)
		x += a
	}
	return x.Ceil()
}

// draw sets text with its baseline at y, from x on.
func (t *typesetter) draw(dst *image.Gray, ink image.Image, s style, x, y int, text string) {
	d := font.Drawer{Dst: dst, Src: ink, Dot: fixed.P(x, y)}
	for _, r := range text {
		d.Face, r = t.pick(s, r)
		d.DrawString(string(r))
	}
}

// ascent and descent of a line of text; digits of the figures face have no descent.
func (t *typesetter) ascent(s style) int  { return t.face(s).Metrics().Ascent.Ceil() }
func (t *typesetter) descent(s style) int { return t.face(s).Metrics().Descent.Ceil() }

// capHeight is the height of a digit.
func (t *typesetter) capHeight(s style) int {
	b, _, _ := t.face(s).GlyphBounds('0')
	return -b.Min.Y.Floor()
}
