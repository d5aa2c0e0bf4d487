package slip

import (
	"fmt"
	"image"

	"github.com/skip2/go-qrcode"
)

// Dots a module of the QR: below minModule cheap phone cameras begin to fail on worn thermal
// paper; above maxModule the symbol only costs paper.
const (
	minModule = 6
	maxModule = 8
)

// quiet is the white around a QR, in modules.
const quiet = 4

// symbol is the QR as modules, true is black, without its quiet zone. The modules are taken from
// the library, not its picture, which scales by fractions of a dot.
func symbol(url string) ([][]bool, error) {
	q, err := qrcode.New(url, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("encode QR of %d characters: %w", len(url), err)
	}
	q.DisableBorder = true
	return leastMistaken(q.Bitmap()), nil
}

// moduleDots is the largest whole number of dots a module that dots has room for, with the
// quiet zone. A URL that leaves less than minModule is refused: it did not come from
// market.NewSlip.
func moduleDots(modules, dots int) (int, error) {
	size := min(dots/(modules+2*quiet), maxModule)
	if size < minModule {
		return 0, fmt.Errorf("QR of %d modules on %d dots leaves %d dots a module, needs %d", modules, dots, size, minModule)
	}
	return size, nil
}

// paintSymbol draws the symbol in the middle under the cursor, each module size dots wide.
func (c *canvas) paintSymbol(modules [][]bool, size int) {
	c.need((len(modules) + 2*quiet) * size)
	corner := image.Pt((c.dots-len(modules)*size)/2, c.y+quiet*size)
	for y, row := range modules {
		for x, black := range row {
			if black {
				at := corner.Add(image.Pt(x*size, y*size))
				c.fill(image.Rectangle{at, at.Add(image.Pt(size, size))})
			}
		}
	}
	c.y += (len(modules) + 2*quiet) * size
}
