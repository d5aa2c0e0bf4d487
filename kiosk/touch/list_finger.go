package touch

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Drag implements Dragger: the list follows the finger.
func (l *List) Drag(dy float32) {
	l.stop()
	l.speed.add(l.o.Now(), dy)
	l.moveTo(l.slide.offset - dy)
}

// Release implements Dragger: the list glides on.
func (l *List) Release() {
	speed := l.speed.speed(l.o.Now())
	l.speed = speedometer{}
	took := glideFor(speed)
	if took == 0 || l.style.options.Still {
		return
	}
	from := l.slide.offset
	l.animate(took, func(done float32) {
		l.moveTo(from - glideWay(speed, time.Duration(float32(took)*done)))
	}, fyne.AnimationLinear)
}

func (l *List) animate(took time.Duration, tick func(float32), curve fyne.AnimationCurve) {
	l.glide = fyne.NewAnimation(took, tick)
	l.glide.Curve = curve
	l.glide.Start()
}

func (l *List) stop() {
	if l.glide != nil {
		l.glide.Stop()
		l.glide = nil
	}
}

// MouseDown implements desktop.Mouseable: a finger on the glass stops the glide.
func (l *List) MouseDown(*desktop.MouseEvent) {
	l.stop()
	l.drag = gesture{}
}

// MouseUp implements desktop.Mouseable.
func (l *List) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable, for a finger between rows.
func (l *List) Dragged(e *fyne.DragEvent) {
	if dy := l.drag.move(e); l.drag.beyond {
		l.Drag(dy)
	}
}

// DragEnd implements fyne.Draggable.
func (l *List) DragEnd() {
	if l.drag.beyond {
		l.Release()
	}
	l.drag = gesture{}
}

// Scrolled implements fyne.Scrollable, for a wheel.
func (l *List) Scrolled(e *fyne.ScrollEvent) {
	l.stop()
	l.moveTo(l.slide.offset - e.Scrolled.DY)
}
