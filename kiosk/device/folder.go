package device

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
)

// Folder is a printer that writes pictures or sheets into a folder: PNG, or PDF. Each appears whole or not at all.
type Folder struct {
	Dir  string
	Dots int  // width of the head: 384 or 576
	PDF  bool // A4 sheets with real text where a page has such, in place of a picture
}

// Print implements Printer. A folder that cannot be written is a printer that is not there, or a full disk.
func (f Folder) Print(ctx context.Context, p Page) error {
	b, err := Encode(p, f.Dots, f.PDF)
	if err != nil {
		return fmt.Errorf("draw %s: %w", p.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return CutShort(err)
	}
	end := ".png"
	if f.PDF {
		end = ".pdf"
	}
	if err := f.write(p.Name+end, b); err != nil {
		return Unkept(fmt.Errorf("write %s: %w", p.Name, err))
	}
	return nil
}

// Probe implements Prober.
func (f Folder) Probe(context.Context) error {
	if err := os.MkdirAll(f.Dir, 0o755); err != nil {
		return Gone(err)
	}
	return nil
}

func (f Folder) write(name string, b []byte) error {
	if err := os.MkdirAll(f.Dir, 0o755); err != nil {
		return fmt.Errorf("make folder of papers: %w", err)
	}
	part, err := NewPart(f.Dir)
	if err != nil {
		return err
	}
	if _, err = part.Write(b); err == nil {
		err = part.Keep(name)
	}
	return errors.Join(err, part.Drop())
}

// Encode makes a file of a page, a PDF or a PNG picture, as drawn for a head of dots.
func Encode(page Page, dots int, pdf bool) ([]byte, error) {
	if pdf {
		return PDF(page, dots)
	}
	img, err := page.Draw(dots)
	if err != nil {
		return nil, err
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, img); err != nil {
		return nil, fmt.Errorf("write picture: %w", err)
	}
	return picture.Bytes(), nil
}
