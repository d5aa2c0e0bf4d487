// Package poster draws the open work of an area on A4, for walls and chat groups: as a picture, and as a
// PDF that holds that picture finely enough for paper. The county may not use the station's papers, which
// live on the other side of the house.
//
// Begin at Poster.Draw. One layout serves all widths; lengths are in 1240ths of the width, the dots of A4
// at 150 to the inch.
package poster

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"
)

// Poster is what stands on it, in words.
type Poster struct {
	Market string // 平顶山市鲁山县零工市场
	Title  string // 今天招人
	Day    string
	Items  []Item
	More   string // below the items, where not all have room
	Empty  string // in their place, where there are none
	Foot   []string
	URL    string // what its QR holds; "" for none
	Scan   string // beside the QR
}

// Item is one posting.
type Item struct{ Title, Left, Pay, Below string }

// Most is how many items have room.
const Most = 10

// Widths, in dots: for a phone's chat group, and for paper at 300 to the inch.
const (
	Screen = 1240
	Paper  = 2480
)

// layout, in 1240ths of the width.
const (
	full   = 1240
	tall   = 1754
	margin = 70
	head   = 250
	qrSide = 280
	footAt = 1430

	rowLeast, rowMost = 108, 170
)

var (
	paper = color.RGBA{0xF5, 0xEF, 0xE2, 0xFF}
	card  = color.RGBA{0xFF, 0xFD, 0xF7, 0xFF}
	green = color.RGBA{0x0E, 0x4A, 0x38, 0xFF}
	ink   = color.RGBA{0x21, 0x1C, 0x14, 0xFF}
	soft  = color.RGBA{0x4A, 0x43, 0x36, 0xFF}
	hair  = color.RGBA{0xD9, 0xCE, 0xB8, 0xFF}
)

// rowOf is how high the rows of n items are: few stand larger, to be read from farther away.
func rowOf(n int) int { return min(rowMost, max(rowLeast, (footAt-head-110)/max(1, n))) }

// Draw gives the poster, width dots wide and as high as A4 is.
func (p Poster) Draw(width int) (*image.RGBA, error) {
	c, err := newCanvas(width)
	if err != nil {
		return nil, err
	}
	c.fill(0, 0, full, tall, paper)
	c.fill(0, 0, full, head, green)
	c.text(p.Market, bold, 40, margin, 80, full-2*margin, card)
	c.text(p.Title, bold, 92, margin, 195, 800, card)
	c.right(p.Day, bold, 44, full-margin, 190, card)
	items := p.Items[:min(Most, len(p.Items))]
	row := rowOf(len(items))
	of := func(n int) int { return n * row / rowLeast } // everything in a row grows with it
	for i, it := range items {
		y := head + 30 + i*row
		left := c.right(it.Left, bold, of(34), full-margin, y+of(84), green)
		pay := c.right(it.Pay, bold, of(42), full-margin, y+of(44), ink)
		c.text(it.Title, bold, of(42), margin, y+of(44), full-2*margin-pay-30, ink)
		c.text(it.Below, regular, of(30), margin, y+of(86), full-2*margin-left-30, soft)
		c.fill(margin, y+row-6, full-2*margin, 2, hair)
	}
	switch {
	case len(items) == 0:
		c.text(p.Empty, bold, 46, margin, head+120, full-2*margin, soft)
	case p.More != "":
		c.text(p.More, bold, 32, margin, head+30+len(items)*row+40, full-2*margin, green)
	}
	c.fill(0, footAt, full, tall-footAt, card)
	c.fill(0, footAt, full, 3, green)
	words := full - 2*margin
	if p.URL != "" {
		if err := c.qr(p.URL, full-margin-qrSide, footAt+22, qrSide); err != nil {
			return nil, err
		}
		words -= qrSide + 30
		c.text(p.Scan, bold, 46, margin, footAt+90, words, green)
	}
	for i, line := range p.Foot {
		c.text(line, regular, 32, margin, footAt+150+i*52, words, ink)
	}
	return c.img, nil
}

// WritePNG writes the poster for a screen.
func (p Poster) WritePNG(w io.Writer) error {
	img, err := p.Draw(Screen)
	if err != nil {
		return err
	}
	if err := png.Encode(w, img); err != nil {
		return fmt.Errorf("write poster: %w", err)
	}
	return nil
}

// WritePDF writes the poster for paper: one page of A4.
func (p Poster) WritePDF(w io.Writer) error {
	img, err := p.Draw(Paper)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		return fmt.Errorf("write poster: %w", err)
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.SetTitle(p.Market, true)
	f.SetAutoPageBreak(false, 0)
	f.AddPage()
	f.RegisterImageOptionsReader("poster", fpdf.ImageOptions{ImageType: "PNG"}, &b)
	f.ImageOptions("poster", 0, 0, 210, 297, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	if err := f.Output(w); err != nil {
		return fmt.Errorf("write poster: %w", err)
	}
	return nil
}

// qr draws a symbol into a square, its modules as many whole dots wide as have room.
func (c *canvas) qr(url string, x, y, side int) error {
	q, err := qrcode.New(url, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("encode QR of %d characters: %w", len(url), err)
	}
	modules := q.Bitmap() // with its quiet zone
	size := c.scale(side) / len(modules)
	if size < 1 {
		return fmt.Errorf("QR of %d modules has no room in %d dots", len(modules), c.scale(side))
	}
	at := image.Pt(c.scale(x), c.scale(y))
	draw.Draw(c.img, image.Rectangle{at, at.Add(image.Pt(len(modules)*size, len(modules)*size))}, image.White, image.Point{}, draw.Src)
	for j, line := range modules {
		for i, black := range line {
			if black {
				corner := at.Add(image.Pt(i*size, j*size))
				draw.Draw(c.img, image.Rectangle{corner, corner.Add(image.Pt(size, size))}, image.Black, image.Point{}, draw.Src)
			}
		}
	}
	return nil
}
