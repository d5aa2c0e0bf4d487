package view

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// watcher is told of every movement over the window, which is how a touch begins, and passes
// everything on: nothing below it hovers.
type watcher struct {
	widget.BaseWidget
	content fyne.CanvasObject
	touched func()
}

// The toolkit sees a watcher as hoverable.
var _ desktop.Hoverable = (*watcher)(nil)

func newWatcher(content fyne.CanvasObject, touched func()) *watcher {
	w := &watcher{content: content, touched: touched}
	w.ExtendBaseWidget(w)
	return w
}

// CreateRenderer implements fyne.Widget.
func (w *watcher) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }

// MouseIn implements desktop.Hoverable.
func (w *watcher) MouseIn(*desktop.MouseEvent) { w.touched() }

// MouseMoved implements desktop.Hoverable.
func (w *watcher) MouseMoved(*desktop.MouseEvent) { w.touched() }

// MouseOut implements desktop.Hoverable.
func (w *watcher) MouseOut() {}
