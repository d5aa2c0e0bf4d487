//go:build linux && camera

package camera

import (
	"context"
	"errors"
	"fmt"
	"image"

	"github.com/blackjack/webcam"
)

// Built says whether this program can look through cameras.
const Built = true

// The width that is asked for, in pixels: a slip held at arm's length fills half of it.
const wished = 1280

// V4L2 opens a camera of Linux, "/dev/video0".
func V4L2(path string) func() (Source, error) {
	return func() (Source, error) {
		cam, err := webcam.Open(path)
		if err != nil {
			return nil, fmt.Errorf("open camera %s: %w", path, err)
		}
		v := &v4l2{cam: cam}
		if err := v.start(); err != nil {
			return nil, errors.Join(fmt.Errorf("open camera %s: %w", path, err), cam.Close())
		}
		return v, nil
	}
}

type v4l2 struct {
	cam           *webcam.Webcam
	format        Format
	width, height int
}

var errFormat = errors.New("it sends neither YUYV nor MJPEG in pictures of a fixed size")

// start chooses a format and a size that the camera names, because it does not say what it makes of others.
func (v *v4l2) start() error {
	formats := v.cam.GetSupportedFormats()
	for _, f := range []Format{MJPEG, YUYV} {
		if _, ok := formats[webcam.PixelFormat(f)]; !ok {
			continue
		}
		best := webcam.FrameSize{}
		for _, s := range v.cam.GetSupportedFrameSizes(webcam.PixelFormat(f)) {
			if s.StepWidth == 0 && s.MaxWidth <= wished && s.MaxWidth > best.MaxWidth {
				best = s
			}
		}
		if best.MaxWidth == 0 {
			continue
		}
		got, width, height, err := v.cam.SetImageFormat(webcam.PixelFormat(f), best.MaxWidth, best.MaxHeight)
		if err != nil || got != webcam.PixelFormat(f) {
			continue
		}
		v.format, v.width, v.height = f, int(width), int(height)
		if err := v.cam.SetBufferCount(4); err != nil {
			return err
		}
		return v.cam.StartStreaming()
	}
	return errFormat
}

// Next implements Source. A picture that cannot be read is passed over: cameras send half ones at first.
func (v *v4l2) Next(ctx context.Context) (*image.Gray, error) {
	const patience = 1 // second
	for silent := 0; ctx.Err() == nil; {
		if err := v.cam.WaitForFrame(patience); err != nil {
			if _, late := errors.AsType[*webcam.Timeout](err); late && silent < 5 {
				silent++
				continue
			}
			return nil, fmt.Errorf("wait for picture: %w", err)
		}
		sent, buffer, err := v.cam.GetFrame()
		if err != nil {
			return nil, fmt.Errorf("take picture: %w", err)
		}
		picture, unread := v.format.Grey(sent, v.width, v.height)
		if err := v.cam.ReleaseFrame(buffer); err != nil {
			return nil, fmt.Errorf("take picture: %w", err)
		}
		if unread == nil {
			return picture, nil
		}
	}
	return nil, ctx.Err()
}

// Close implements Source.
func (v *v4l2) Close() error { return v.cam.Close() }
