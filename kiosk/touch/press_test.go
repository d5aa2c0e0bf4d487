package touch

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// finger plays what the driver reports of one touch: a press, moves beyond its two
// pixels as drags, and either a tap or the end of the drag.
type finger struct {
	on interface {
		fyne.CanvasObject
		fyne.Draggable
	}
	at fyne.Position
}

func (f *finger) move(dx, dy float32) {
	f.at = f.at.AddXY(dx, dy)
	e := &fyne.DragEvent{Dragged: fyne.NewDelta(dx, dy)}
	e.Position = f.at
	f.on.Dragged(e)
}

// recorder is a list that writes down what it is told.
type recorder struct {
	moved    float32
	released int
}

func (r *recorder) Drag(dy float32) { r.moved += dy }
func (r *recorder) Release()        { r.released++ }

func newTestButton(t *testing.T, s *Style, taps *int) *Button {
	t.Helper()
	b := NewButton(s, PlainButton, "printer", "打印小票", func() { *taps++ })
	b.Resize(fyne.NewSize(240, 80))
	return b
}

func TestTouches(t *testing.T) {
	for _, c := range []struct {
		name     string
		moves    [][2]float32
		inList   bool
		taps     int
		moved    float32
		released int
	}{
		{name: "a shaking finger taps", moves: [][2]float32{{3, 2}, {-4, 1}, {2, 5}}, taps: 1},
		{name: "16 DIP are still a tap", moves: [][2]float32{{0, 8}, {0, 8}}, taps: 1},
		{name: "within the face 40 DIP are a tap", moves: [][2]float32{{20, 0}, {20, 0}}, taps: 1},
		{name: "off the face there is none", moves: [][2]float32{{0, 30}, {0, 40}}, taps: 0},
		{name: "off and back again it counts", moves: [][2]float32{{0, 30}, {0, 40}, {0, -40}}, taps: 1},
		{name: "in a list 16 DIP are a tap", moves: [][2]float32{{0, 8}, {0, -16}, {3, 3}}, inList: true, taps: 1},
		{name: "in a list more is a drag", moves: [][2]float32{{0, -10}, {0, -10}, {0, -5}}, inList: true, moved: -25, released: 1},
		{name: "a drag that comes back stays a drag", moves: [][2]float32{{0, -20}, {0, 20}}, inList: true, released: 1},
		{name: "in a list sideways is no tap", moves: [][2]float32{{30, 0}}, inList: true, released: 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var taps int
			var list recorder
			b := newTestButton(t, startApp(t, Options{}), &taps)
			if c.inList {
				b.SetDragger(&list)
			}
			b.MouseDown(nil)
			f := finger{on: b, at: fyne.NewPos(120, 40)}
			for _, m := range c.moves {
				f.move(m[0], m[1])
			}
			b.MouseUp(nil)
			b.DragEnd()
			if taps != c.taps || list.moved != c.moved || list.released != c.released {
				t.Errorf("%d taps, list moved %v and was released %d times; want %d, %v, %d",
					taps, list.moved, list.released, c.taps, c.moved, c.released)
			}
		})
	}
}

func TestTwoTouchesDoNotAddUp(t *testing.T) {
	var taps int
	var list recorder
	b := newTestButton(t, startApp(t, Options{}), &taps)
	b.SetDragger(&list)
	for range 3 {
		b.MouseDown(nil)
		f := finger{on: b, at: fyne.NewPos(120, 40)}
		f.move(0, 10)
		b.MouseUp(nil)
		b.DragEnd()
	}
	if taps != 3 || list.moved != 0 {
		t.Errorf("%d taps, list moved %v: three touches of 10 DIP are three taps", taps, list.moved)
	}
}

func TestPressShowsAtOnceAndForAMoment(t *testing.T) {
	var taps int
	var later []func()
	now := time.Unix(0, 0)
	s := startApp(t, Options{Now: func() time.Time { return now }, After: func(d time.Duration, f func()) {
		if d < 50*time.Millisecond || d > 100*time.Millisecond {
			t.Errorf("the press is shown for %v", d)
		}
		later = append(later, f)
	}})
	b := newTestButton(t, s, &taps)
	top := b.front.Position().Y
	b.MouseDown(nil)
	if sunk := b.front.Position().Y - top; sunk != 4 {
		t.Errorf("the face went down by %v, want 4", sunk)
	}
	if b.front.FillColor != s.Paint(GreenTint) {
		t.Error("the face did not turn light green")
	}
	if low := b.Size().Height - b.front.Position().Y - b.front.Size().Height + b.front.StrokeWidth; low != strokeEdge || b.under.Visible() {
		t.Errorf("the lower edge is %v high while pressed, want 2", low)
	}
	now = now.Add(pressShown / 4)
	b.MouseUp(nil)
	if !b.down {
		t.Error("a touch and lift in one moment was never shown")
	}
	b.MouseDown(nil) // again, before the first is over
	later[0]()
	if !b.down {
		t.Error("the end of the first press ended the second")
	}
	b.MouseUp(nil)
	later[1]()
	if b.down || b.front.Position().Y != top {
		t.Error("the face did not come up again")
	}
	b.MouseDown(nil)
	now = now.Add(pressShown)
	b.MouseUp(nil)
	if b.down || len(later) != 2 {
		t.Error("a face that was seen waits to come up")
	}
}

func TestDisabledTakesNoTap(t *testing.T) {
	var taps int
	b := newTestButton(t, startApp(t, Options{}), &taps)
	b.SetEnabled(false)
	b.SetWord("还差 3 位")
	b.MouseDown(nil)
	if b.down {
		t.Error("a disabled face went down")
	}
	b.MouseUp(nil)
	b.Tapped(nil)
	if taps != 0 || b.Enabled() {
		t.Errorf("%d taps of a disabled button", taps)
	}
	if b.Label() != "还差 3 位" || b.word.Text() != "还差 3 位" {
		t.Errorf("the button says %q and is called %q", b.word.Text(), b.Label())
	}
	b.SetEnabled(true)
	b.Tapped(nil)
	if taps != 1 {
		t.Errorf("%d taps after it was enabled again", taps)
	}
}

// The face of a drag in a list comes up when the list takes over.
func TestDragLiftsTheFace(t *testing.T) {
	var taps int
	b := newTestButton(t, startApp(t, Options{}), &taps)
	b.SetDragger(&recorder{})
	b.MouseDown(nil)
	f := finger{on: b, at: fyne.NewPos(120, 40)}
	f.move(0, 12)
	if !b.down {
		t.Error("the face came up within the slop")
	}
	f.move(0, 12)
	if b.down {
		t.Error("the face is still down while the list moves")
	}
}

// Every pressable thing is at least as large as a finger needs, in every form.
func TestLeastSizes(t *testing.T) {
	for _, o := range []Options{{}, {Form: Compact}, {Form: Upright}, {Large: true}, {MMPerPixel: 0.2}} {
		s := startApp(t, o)
		least := s.Target(targetMinimum)
		for name, object := range map[string]fyne.CanvasObject{
			"button": NewButton(s, PlainButton, "", "好", nothing), "small": NewButton(s, SmallButton, "", "好", nothing),
			"primary": NewButton(s, PrimaryButton, "", "好", nothing), "chip": NewChip(s, "", "近", false, nothing),
			"sync": NewSyncChip(s, Synced, "已同步", nothing), "key": NewKey(s, KeyOptions{Word: "7", Size: 56, OnTap: nothing}),
			"choice": NewChoice(s, ChoiceOptions{Word: "李", Middle: true, OnTap: nothing}), "tab": NewTab(s, TabOptions{Word: "大厅", Flat: true, OnTap: nothing}),
			"door": NewDoor(s, DoorOptions{Kind: PlainDoor, Word: "扫码", OnTap: nothing}), "tile": NewTradeTile(s, TradeOptions{Word: "瓦工", OnTap: nothing}),
		} {
			if size := object.MinSize(); size.Width < least || size.Height < least {
				t.Errorf("%+v: %s is %v by %v, least is %v", o, name, size.Width, size.Height, least)
			}
		}
	}
}
