package slip

import (
	"fmt"
	"image"
	"image/png"
	"io"
)

// Widths of the two papers in use, in dots at 203 DPI.
const (
	Dots58 = 384 // 58 mm paper
	Dots80 = 576 // 80 mm paper
)

// Render draws d for a printer of dots dots a line. The picture is exactly that wide, as high
// as it must be, and has the two colours white (0) and black (1). It fails when the QR does not
// fit with six dots a module.
func Render(d Doc, dots int) (*image.Paletted, error) {
	modules, err := symbol(d.URL)
	if err != nil {
		return nil, err
	}
	size, err := moduleDots(len(modules), dots)
	if err != nil {
		return nil, err
	}
	c, err := newCanvas(dots)
	if err != nil {
		return nil, err
	}
	c.skip(8)
	c.heading(d.Region, d.Market)
	if d.Copy != "" {
		c.copyMark(d.Copy)
	}
	c.jobBox(d.Title, d.Number)
	c.payLine(d.Pay, d.Settlement)
	c.perforation()
	c.rows(d.Rows)
	c.skip(10)
	c.paintSymbol(modules, size)
	c.paragraph(c.style(regular, 23), 32, true, Run{Text: d.Scan})
	c.ticket(d.Ticket)
	c.perforation()
	c.paragraph(c.style(regular, 23), 33, false, d.Foot...)
	c.skip(6)
	for _, n := range d.Notes {
		c.paragraph(c.style(regular, 20), 28, false, Run{Text: n})
	}
	c.skip(24)
	return c.finish(), nil
}

// WritePNG draws d and writes it as a PNG of one bit a dot.
func WritePNG(w io.Writer, d Doc, dots int) error {
	img, err := Render(d, dots)
	if err != nil {
		return fmt.Errorf("draw slip: %w", err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(w, img); err != nil {
		return fmt.Errorf("write slip as PNG: %w", err)
	}
	return nil
}
