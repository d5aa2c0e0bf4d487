package plugged

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"yizhan/kiosk/device"
)

// files are ordinary files in the place of a printer. Who names one for a single paper finds it there, whatever
// lay there before. A station prints many: each has a number of its own, X-0001.png, and none is written over.
type files struct {
	path     string
	numbered bool
}

// create makes the file of the next paper.
func (f files) create() (*os.File, error) {
	if !f.numbered {
		return os.Create(f.path)
	}
	n, err := f.last()
	if err != nil {
		return nil, err
	}
	for {
		n++
		out, err := os.OpenFile(f.name(fmt.Sprintf("%04d", n)), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
		if !errors.Is(err, fs.ErrExist) {
			return out, err
		}
	}
}

// name puts a number into the name, before its end.
func (f files) name(number string) string {
	end := filepath.Ext(f.path)
	return strings.TrimSuffix(f.path, end) + "-" + number + end
}

// last is the highest number that is there, 0 for none.
func (f files) last() (highest int, err error) {
	all, err := os.ReadDir(filepath.Dir(f.path))
	if err != nil {
		return 0, fmt.Errorf("look for papers: %w", err)
	}
	before, behind, _ := strings.Cut(filepath.Base(f.name("*")), "*")
	for _, e := range all {
		number, ok := strings.CutPrefix(e.Name(), before)
		number, fits := strings.CutSuffix(number, behind)
		if n, err := strconv.Atoi(number); ok && fits && err == nil {
			highest = max(highest, n)
		}
	}
	return highest, nil
}

// paper writes each page into a file: a picture, or a PDF.
type paper struct {
	files
	dots int
	pdf  bool
}

// Print implements device.Printer.
func (p paper) Print(ctx context.Context, page device.Page) error {
	write, err := p.encode(page)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return device.CutShort(err)
	}
	f, err := p.create()
	if err == nil {
		if err = errors.Join(write(f), f.Sync(), f.Close()); err != nil {
			err = errors.Join(err, os.Remove(f.Name())) // torn, and it would count as a paper
		}
	}
	if err != nil {
		return device.Gone(fmt.Errorf("write %s: %w", page.Name, err))
	}
	return nil
}

func (p paper) encode(page device.Page) (write func(*os.File) error, err error) {
	if p.pdf {
		b, err := device.PDF(page, p.dots)
		return func(f *os.File) error {
			_, err := f.Write(b)
			return err
		}, err
	}
	img, err := page.Draw(p.dots)
	return func(f *os.File) error { return png.Encode(f, img) }, err
}

// Probe implements device.Prober.
func (p paper) Probe(context.Context) error {
	if _, err := os.Stat(filepath.Dir(p.path)); err != nil {
		return device.Gone(err)
	}
	return nil
}
