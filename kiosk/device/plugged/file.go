package plugged

import (
	"context"
	"errors"
	"fmt"
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

// begin begins the next paper, in the folder of its file.
func (f files) begin() (*device.Part, error) {
	if info, err := os.Stat(f.path); err == nil && !f.numbered && !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: %w", f.path, fs.ErrInvalid)
	}
	return device.NewPart(filepath.Dir(f.path))
}

// keep gives a paper its name.
func (f files) keep(paper *device.Part) error {
	if !f.numbered {
		return paper.Keep(filepath.Base(f.path))
	}
	n, err := f.last()
	if err != nil {
		return err
	}
	return paper.KeepNew(func() string {
		n++
		return filepath.Base(f.name(fmt.Sprintf("%04d", n)))
	})
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
	b, err := device.Encode(page, p.dots, p.pdf)
	if err != nil {
		return fmt.Errorf("draw %s: %w", page.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return device.CutShort(err)
	}
	if err := p.write(b); err != nil {
		return device.Gone(fmt.Errorf("write %s: %w", page.Name, err))
	}
	return nil
}

func (p paper) write(b []byte) error {
	part, err := p.begin()
	if err != nil {
		return err
	}
	if _, err = part.Write(b); err == nil {
		err = p.keep(part)
	}
	return errors.Join(err, part.Drop())
}

// Probe implements device.Prober.
func (p paper) Probe(context.Context) error {
	if _, err := os.Stat(filepath.Dir(p.path)); err != nil {
		return device.Gone(err)
	}
	return nil
}
