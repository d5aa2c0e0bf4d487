package device

import (
	"bytes"
	"fmt"
	"image/png"

	"codeberg.org/go-pdf/fpdf"
)

// PDF gives a page's own sheets, or its picture, drawn for a head of dots, on one of A4: 72 mm wide as on a slip, less
// where it would be higher than the sheet.
func PDF(page Page, dots int) ([]byte, error) {
	if page.Sheet != nil {
		return page.Sheet()
	}
	img, err := page.Draw(dots)
	if err != nil {
		return nil, err
	}
	var picture, pdf bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		return nil, err
	}
	const wide, margin, high = 72.0, 15.0, 297.0 // mm
	scale := wide / float64(img.Bounds().Dx())
	if tall := float64(img.Bounds().Dy()) * scale; tall > high-2*margin {
		scale *= (high - 2*margin) / tall
	}
	f := fpdf.New("P", "mm", "A4", "")
	f.AddPage()
	f.RegisterImageOptionsReader("page", fpdf.ImageOptions{ImageType: "PNG"}, &picture)
	f.ImageOptions("page", margin, margin, float64(img.Bounds().Dx())*scale, 0, false, fpdf.ImageOptions{ImageType: "PNG"}, 0, "")
	if err := f.Output(&pdf); err != nil {
		return nil, fmt.Errorf("write sheet: %w", err)
	}
	return pdf.Bytes(), nil
}
