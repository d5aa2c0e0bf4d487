package camera

import (
	"context"
	"errors"
	"fmt"
	"image"
)

// driver is a camera as its system has it.
type driver interface {
	// sizes are those of the pictures that it sends in a format, in pixels; nil for a format that it has not.
	sizes(Format) []image.Point
	// set asks for pictures in a format and of a size, and gives what will come, which may be something else.
	set(Format, image.Point) (Format, image.Point, error)
	start() error
	// frame waits a second for a picture and lets look have what was sent, for so long; came is false where none came.
	frame(look func(sent []byte)) (came bool, err error)
	Close() error
}

// The width that is asked for, in pixels: a slip held at arm's length fills half of it.
const wished = 1280

// silences are how many seconds without a picture make a camera lost.
const silences = 6

var (
	errFormat = errors.New("it sends neither YUYV nor MJPEG in pictures of a fixed size")
	errSilent = errors.New("it sends no pictures")
)

// stream is the pictures of a camera; it is a Source.
type stream struct {
	driver
	format Format
	size   image.Point
}

// begin chooses a format and a size that the camera names, because it does not say what it makes of others.
func begin(d driver) (*stream, error) {
	for _, f := range []Format{MJPEG, YUYV} {
		var best image.Point
		for _, s := range d.sizes(f) {
			if s.X <= wished && s.X > best.X {
				best = s
			}
		}
		if best.X == 0 {
			continue
		}
		got, size, err := d.set(f, best)
		if err != nil || got != f {
			continue
		}
		if err := d.start(); err != nil {
			return nil, err
		}
		return &stream{d, f, size}, nil
	}
	return nil, errFormat
}

// Next implements Source. A picture that cannot be read is passed over: cameras send half ones at first.
func (s *stream) Next(ctx context.Context) (*image.Gray, error) {
	for silent := 0; ctx.Err() == nil; {
		var picture *image.Gray
		var unread error
		came, err := s.frame(func(sent []byte) { picture, unread = s.format.Grey(sent, s.size.X, s.size.Y) })
		switch {
		case err != nil:
			return nil, fmt.Errorf("take picture: %w", err)
		case came && unread == nil:
			return picture, nil
		case came:
			silent = 0
		default:
			if silent++; silent == silences {
				return nil, errSilent
			}
		}
	}
	return nil, ctx.Err()
}
