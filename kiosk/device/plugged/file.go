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
	"yizhan/sync/market"
)

// files are ordinary files in the place of a printer. Who names one for a single paper finds it there, whatever
// lay there before. A station prints many: each has a number of its own, X-0001.png, and none is written over.
type files struct {
	path     string
	numbered bool
}

// named are those that one paper is put into whose file somebody has just named: what a name stands for is written, and the
// name stays.
func named(path string) files {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	return files{path: path}
}

// begin begins the next paper, in the folder of its file.
func (f files) begin() (*device.Part, error) {
	if info, err := os.Stat(f.path); err == nil && !f.numbered && !info.Mode().IsRegular() {
		return nil, f.refused(fmt.Errorf("%s: %w", f.path, fs.ErrInvalid))
	}
	part, err := device.NewPart(filepath.Dir(f.path))
	return part, f.refused(err)
}

// refused is why nothing can be written there: whoever has just named the file is told which.
func (f files) refused(why error) error {
	if why == nil || f.numbered {
		return why
	}
	return fmt.Errorf("%w: %w", &market.Error{Code: "file_unwritten", Field: f.path}, why)
}

// keep gives a paper its name.
func (f files) keep(paper *device.Part) error {
	if !f.numbered {
		return f.refused(paper.Keep(filepath.Base(f.path)))
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

// chosen is a folder that somebody has just named for one paper.
type chosen struct{ device.Folder }

// Print implements device.Printer.
func (c chosen) Print(ctx context.Context, page device.Page) error {
	err := c.Folder.Print(ctx, page)
	if market.Code(err) == "device_gone" {
		return fmt.Errorf("%w: %w", &market.Error{Code: "file_unwritten", Field: c.Dir}, err)
	}
	return err
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
		return device.Unkept(fmt.Errorf("write %s: %w", page.Name, err))
	}
	return nil
}

// WriteFile puts a picture into a file, as a paper: it is whole, or what lay there stays. It refuses with disk_full or
// file_unwritten.
func WriteFile(path string, b []byte) error {
	if err := named(path).write(b); err != nil {
		return device.Unkept(fmt.Errorf("write picture: %w", err))
	}
	return nil
}

func (f files) write(b []byte) error {
	part, err := f.begin()
	if err != nil {
		return err
	}
	if _, err = part.Write(b); err == nil {
		err = f.keep(part)
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
