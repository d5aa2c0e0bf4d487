package device

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
)

// Folder is a printer that writes PNG pictures into a folder. A picture appears whole or not
// at all.
type Folder struct {
	Dir  string
	Dots int // width of the head: 384 or 576
}

// Print implements Printer. A folder that cannot be written is a printer that is not there.
func (f Folder) Print(ctx context.Context, p Page) error {
	img, err := p.Draw(f.Dots)
	if err != nil {
		return fmt.Errorf("draw %s: %w", p.Name, err)
	}
	if err := ctx.Err(); err != nil {
		return CutShort(err)
	}
	if err := f.write(p.Name, func(out *os.File) error { return png.Encode(out, img) }); err != nil {
		return Gone(err)
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

func (f Folder) write(name string, encode func(*os.File) error) error {
	if err := os.MkdirAll(f.Dir, 0o755); err != nil {
		return fmt.Errorf("make folder of papers: %w", err)
	}
	part, err := os.CreateTemp(f.Dir, ".paper-*")
	if err != nil {
		return fmt.Errorf("begin paper: %w", err)
	}
	err = errors.Join(encode(part), part.Chmod(0o644), part.Sync(), part.Close())
	if err == nil {
		err = os.Rename(part.Name(), filepath.Join(f.Dir, name+".png"))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write paper %s: %w", name, err), os.Remove(part.Name()))
	}
	return nil
}
