//go:build linux && camera

package camera

import (
	"errors"
	"fmt"
	"image"

	"github.com/blackjack/webcam"
)

// Built says whether this program can look through cameras.
const Built = true

// V4L2 opens a camera of Linux, "/dev/video0".
func V4L2(path string) func() (Source, error) {
	return func() (Source, error) {
		cam, err := webcam.Open(path)
		if err != nil {
			return nil, fmt.Errorf("open camera %s: %w", path, err)
		}
		s, err := begin(v4l2{cam})
		if err != nil {
			return nil, errors.Join(fmt.Errorf("open camera %s: %w", path, err), cam.Close())
		}
		return s, nil
	}
}

// v4l2 is a driver.
type v4l2 struct{ cam *webcam.Webcam }

func (v v4l2) sizes(f Format) (all []image.Point) {
	if _, ok := v.cam.GetSupportedFormats()[webcam.PixelFormat(f)]; !ok {
		return nil
	}
	for _, s := range v.cam.GetSupportedFrameSizes(webcam.PixelFormat(f)) {
		if s.StepWidth == 0 { // a size of its own, not a range of them
			all = append(all, image.Pt(int(s.MaxWidth), int(s.MaxHeight)))
		}
	}
	return all
}

func (v v4l2) set(f Format, size image.Point) (Format, image.Point, error) {
	got, width, height, err := v.cam.SetImageFormat(webcam.PixelFormat(f), uint32(size.X), uint32(size.Y))
	return Format(got), image.Pt(int(width), int(height)), err
}

// start lets pictures come into four buffers.
func (v v4l2) start() error {
	if err := v.cam.SetBufferCount(4); err != nil {
		return err
	}
	return v.cam.StartStreaming()
}

func (v v4l2) frame(look func(sent []byte)) (came bool, err error) {
	const patience = 1 // second
	if err := v.cam.WaitForFrame(patience); err != nil {
		if _, late := errors.AsType[*webcam.Timeout](err); late {
			return false, nil
		}
		return false, err
	}
	sent, buffer, err := v.cam.GetFrame()
	if err != nil {
		return false, err
	}
	look(sent)
	return true, v.cam.ReleaseFrame(buffer)
}

// Close implements Source.
func (v v4l2) Close() error { return v.cam.Close() }
