package touch

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
)

// newTestList makes a list of buttons, 100 DIP high with a gap of 20, in a window of 500.
func newTestList(t *testing.T, count int) (l *List, made *int, tapped *[]int) {
	t.Helper()
	s := startApp(t, Options{})
	made, tapped = new(int), new([]int)
	clock := time.Unix(1000, 0)
	l = NewList(s, ListOptions{
		RowHeight: 100, Gap: 20, Count: count,
		Make: func() fyne.CanvasObject { *made++; return NewButton(s, PlainButton, "", "", nothing) },
		Fill: func(i int, row fyne.CanvasObject) {
			b := row.(*Button)
			b.SetWord(fmt.Sprint(i))
			b.SetOnTap(func() { *tapped = append(*tapped, i) })
		},
		Now: func() time.Time { return clock },
	})
	l.Resize(fyne.NewSize(600, 500))
	return l, made, tapped
}

// inSight is what the rows in sight say, from above.
func inSight(l *List) []string {
	var words []string
	for _, target := range Targets(l) {
		words = append(words, target.Label)
	}
	return words
}

func TestListFollowsTheFingerThroughItsRows(t *testing.T) {
	l, _, tapped := newTestList(t, 100)
	row := l.rows[2].object.(*Button)
	row.MouseDown(nil)
	f := finger{on: row, at: fyne.NewPos(100, 50)}
	f.move(0, -12)
	if l.slide.offset != 0 {
		t.Errorf("within the slop the list moved to %v", l.slide.offset)
	}
	f.move(0, -12)
	f.move(0, -216)
	row.MouseUp(nil)
	row.DragEnd()
	if l.slide.offset != 240 {
		t.Errorf("the finger went 240 up, the list stands at %v", l.slide.offset)
	}
	if len(*tapped) != 0 {
		t.Errorf("the drag tapped %v", *tapped)
	}
	if got := inSight(l)[0]; got != "2" {
		t.Errorf("the first row in sight is %s, want 2", got)
	}
}

func TestListTapsTheRowThatIsShown(t *testing.T) {
	l, _, tapped := newTestList(t, 100)
	l.moveTo(3600)
	for _, target := range Targets(l) {
		target.Tap()
	}
	if want := []int{30, 31, 32, 33}; !slices.Equal(*tapped, want) {
		t.Errorf("tapped %v, want %v", *tapped, want)
	}
}

func TestListUsesItsRowsAgain(t *testing.T) {
	l, made, _ := newTestList(t, 100_000)
	for offset := float32(0); offset < 50_000; offset += 137 {
		l.moveTo(offset)
	}
	if *made > 7 {
		t.Errorf("%d rows were made for 5 places", *made)
	}
	if got, want := inSight(l), []string{"416", "417", "418", "419"}; !slices.Equal(got, want) {
		t.Errorf("in sight are %v, want %v", got, want)
	}
}

func TestListPages(t *testing.T) {
	l, _, _ := newTestList(t, 10)
	if back, forward := l.CanScroll(); back || !forward {
		t.Errorf("at the beginning CanScroll says %t, %t", back, forward)
	}
	for range 9 {
		l.ScrollPage(1)
	}
	if l.slide.offset != 10*120-20-500 {
		t.Errorf("after the last page it stands at %v", l.slide.offset)
	}
	if back, forward := l.CanScroll(); !back || forward {
		t.Errorf("at the end CanScroll says %t, %t", back, forward)
	}
	for range 9 {
		l.ScrollPage(-1)
	}
	if l.slide.offset != 0 {
		t.Errorf("after all pages back it stands at %v", l.slide.offset)
	}
}

func TestListForgetsItsPlaceForOtherThings(t *testing.T) {
	l, _, _ := newTestList(t, 100)
	l.moveTo(4000)
	l.SetCount(2)
	if got, want := inSight(l), []string{"0", "1"}; !slices.Equal(got, want) || l.slide.offset != 0 {
		t.Errorf("in sight are %v at %v, want %v at 0", got, l.slide.offset, want)
	}
	l.SetCount(0)
	if got := inSight(l); len(got) != 0 {
		t.Errorf("an empty list shows %v", got)
	}
}

// What is too high shows whole lines only, and a key leads through it and back.
func TestScrollerTurnsByWholeLines(t *testing.T) {
	s := startApp(t, Options{Still: true})
	taps := 0
	low := NewButton(s, PlainButton, "", "最下面", func() { taps++ })
	lines := NewPara(s, 0, Run{Text: strings.Repeat("一行字要整行地看", 30)})
	size := fyne.NewSize(400, 300)
	o := NewScroller(s, size, Column(0, lines, low), ScrollWords{Down: "往下", Up: "开头"})
	o.Resize(size)
	list := o.Objects[0].(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*fyne.Container).Objects[0].(*List)
	if h, leading := list.Size().Height, lines.leading(); h > 300 || h < 300-leading || int(h)%int(leading) > 8 {
		t.Errorf("the window of %.0f is no number of lines of %.1f", h, leading)
	}
	var seen []string
	for range 20 {
		got := Targets(o)
		seen = append(seen, got[len(got)-1].Label)
		got[len(got)-1].Tap()
		if seen[len(seen)-1] == "开头" {
			break
		}
	}
	if n := len(seen); n < 3 || seen[0] != "往下" || seen[n-1] != "开头" || taps != 0 {
		t.Errorf("the key says %v, tapped %d times", seen, taps)
	}
	if list.slide.offset != 0 {
		t.Errorf("from the end the key leads to %v", list.slide.offset)
	}
	low.MouseDown(nil)
	f := finger{on: low, at: fyne.NewPos(100, 40)}
	f.move(0, -2000)
	low.DragEnd()
	if got := Targets(o); got[len(got)-1].Label != "开头" || taps != 0 {
		t.Errorf("where the finger leads to one can press %v, tapped %d times", got, taps)
	}
}
