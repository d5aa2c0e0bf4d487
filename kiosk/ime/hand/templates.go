package hand

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
)

// Template is a character and the middle lines of its strokes, in a box of 256.
type Template struct {
	Char    rune
	Strokes []Stroke
}

// The image is a zstd frame: magic, version, count, and for each template the character (difference
// to the one before), the count of strokes, and for each its count of points and their differences
// to the point before. Numbers are varints, differences signed ones.
const (
	magic   = "YZHW"
	version = 1

	maxTemplates = 1 << 16
	maxUnpacked  = 32 << 20
)

// ErrImage is the refusal of bytes that are no image of this version.
var ErrImage = errors.New("not a stroke image")

// Write writes templates as Read reads them; places are rounded to whole units.
func Write(w io.Writer, templates []Template) error {
	b := append([]byte(magic), version)
	b = binary.AppendUvarint(b, uint64(len(templates)))
	last := rune(0)
	for _, t := range templates {
		b = binary.AppendVarint(b, int64(t.Char-last))
		last = t.Char
		b = binary.AppendUvarint(b, uint64(len(t.Strokes)))
		for _, s := range t.Strokes {
			b = binary.AppendUvarint(b, uint64(len(s)))
			x, y := int64(0), int64(0)
			for _, p := range s {
				b = binary.AppendVarint(b, int64(p.X+0.5)-x)
				b = binary.AppendVarint(b, int64(p.Y+0.5)-y)
				x, y = int64(p.X+0.5), int64(p.Y+0.5)
			}
		}
	}
	enc, err := zstd.NewWriter(w, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return fmt.Errorf("write strokes: %w", err)
	}
	if _, err := enc.Write(b); err != nil {
		return errors.Join(fmt.Errorf("write strokes: %w", err), enc.Close())
	}
	return enc.Close()
}

// Read unpacks an image that Write wrote. Anything else is ErrImage.
func Read(image []byte) ([]Template, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxUnpacked))
	if err != nil {
		return nil, fmt.Errorf("read strokes: %w", err)
	}
	defer dec.Close()
	b, err := dec.DecodeAll(image, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImage, err)
	}
	head := append([]byte(magic), version)
	if !bytes.HasPrefix(b, head) {
		return nil, fmt.Errorf("%w: head", ErrImage)
	}
	in := bytes.NewReader(b[len(head):])
	count := func(most uint64) (int, error) {
		n, err := binary.ReadUvarint(in)
		if err != nil || n > most {
			return 0, fmt.Errorf("%w: count", ErrImage)
		}
		return int(n), nil
	}
	n, err := count(maxTemplates)
	if err != nil {
		return nil, err
	}
	templates := make([]Template, n)
	last := int64(0)
	for i := range templates {
		step, err := binary.ReadVarint(in)
		if err != nil {
			return nil, fmt.Errorf("%w: character", ErrImage)
		}
		last += step
		templates[i].Char = rune(last)
		strokes, err := count(maxStrokes)
		if err != nil {
			return nil, err
		}
		for range strokes {
			points, err := count(maxPoints)
			if err != nil {
				return nil, err
			}
			s := make(Stroke, points)
			var x, y int64
			for k := range s {
				dx, errX := binary.ReadVarint(in)
				dy, errY := binary.ReadVarint(in)
				if err := errors.Join(errX, errY); err != nil {
					return nil, fmt.Errorf("%w: point", ErrImage)
				}
				x, y = x+dx, y+dy
				s[k] = Point{float64(x), float64(y)}
			}
			templates[i].Strokes = append(templates[i].Strokes, s)
		}
	}
	return templates, nil
}
