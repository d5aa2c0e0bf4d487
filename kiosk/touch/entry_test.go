package touch

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// said draws what a field of digits shows: digits, * for a dot, | for the caret, _ for
// what is missing, blanks between groups.
func said(f *DigitField) string {
	var groups []string
	for _, group := range f.cells() {
		var b strings.Builder
		for _, c := range group {
			switch {
			case c.caret:
				b.WriteByte('|')
			case c.dot:
				b.WriteByte('*')
			case c.digits != "":
				b.WriteString(c.digits)
			default:
				b.WriteByte('_')
			}
		}
		groups = append(groups, b.String())
	}
	return strings.Join(groups, " ")
}

func TestDigitField(t *testing.T) {
	phone := DigitOptions{Length: 11, Groups: []int{3, 4, 4}, Hidden: func(i int) bool { return i >= 3 && i < 7 }}
	pin := DigitOptions{Length: 6, Label: "值班站长", Hidden: func(int) bool { return true }}
	plain := DigitOptions{Length: 4}
	for _, c := range []struct {
		o      DigitOptions
		digits string
		want   string
	}{
		{phone, "", "| ___________"},
		{phone, "138", "138 | ________"},
		{phone, "13800", "138 * 0 | ______"}, // the last one is still shown
		{phone, "13800008", "138 **** 8 | ___"},
		{phone, "13800138000", "138 **** 8000 |"},
		{pin, "12", "* 2 ____"},
		{plain, "12345", "12345 |"}, // longer than wanted
	} {
		f := NewDigitField(startApp(t, Options{}), c.o)
		f.SetDigits(c.digits)
		if got := said(f); got != c.want {
			t.Errorf("%q is shown as %q, want %q", c.digits, got, c.want)
		}
	}
}

func TestHiddenDigitIsShownForASecond(t *testing.T) {
	var later []func()
	s := startApp(t, Options{After: func(d time.Duration, f func()) {
		if d != time.Second {
			t.Errorf("a digit is shown for %v", d)
		}
		later = append(later, f)
	}})
	f := NewDigitField(s, DigitOptions{Length: 6, Label: "值班站长", Hidden: func(int) bool { return true }})
	f.SetDigits("1")
	f.SetDigits("12")
	later[0]() // of the first digit, which is hidden already
	if got := said(f); got != "* 2 ____" {
		t.Errorf("after the first second it shows %q", got)
	}
	later[1]()
	if got := said(f); got != "** ____" {
		t.Errorf("after the second second it shows %q", got)
	}
	f.SetDigits("1")
	if got := said(f); got != "* _____" {
		t.Errorf("after a digit is taken back it shows %q", got)
	}
}

// Digits keep their size in 大字, and so does the mark of the next one: it stays off the field's edges.
func TestCaretStaysWithinItsField(t *testing.T) {
	s := startApp(t, Options{Large: true, Form: Compact})
	f := NewDigitField(s, DigitOptions{Length: 11})
	f.Resize(fyne.NewSize(800, f.MinSize().Height))
	carets := 0
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		if mark, ok := o.(*canvas.Rectangle); ok && mark.Size().Width < 10 {
			carets++
			if room := f.Size().Height - 2*strokeField; mark.Size().Height > room {
				t.Errorf("the mark is %v high in a field with room for %v", mark.Size().Height, room)
			}
		}
		children, _ := childrenOf(o)
		for _, child := range children {
			look(child)
		}
	}
	look(f)
	if carets != 1 {
		t.Errorf("%d marks", carets)
	}
}

func TestKeypadTellsItsKeys(t *testing.T) {
	s := startApp(t, Options{})
	var pressed string
	pad := NewKeypad(s, KeypadOptions{
		Clear: "清空", Delete: "退格", OnDigit: func(r rune) { pressed += string(r) },
		OnClear: func() { pressed += "C" }, OnDelete: func() { pressed += "D" },
	})
	pad.Resize(pad.MinSize())
	for _, target := range Targets(pad) {
		target.Tap()
		if target.Size.Height < targetKey {
			t.Errorf("key %s is %v high", target.Label, target.Size.Height)
		}
	}
	if pressed != "123456789C0D" {
		t.Errorf("the keys say %q", pressed)
	}
}

func TestLetterPadHasAllLetters(t *testing.T) {
	s := startApp(t, Options{Form: Upright})
	var pressed []rune
	pad := NewLetterPad(s, LetterOptions{Delete: "退格", OnLetter: func(r rune) { pressed = append(pressed, r) }, OnDelete: nothing})
	pad.Resize(fyne.NewSize(984, 800))
	for _, target := range Targets(pad) {
		target.Tap()
		if target.Size.Width < s.Target(targetMinimum) {
			t.Errorf("key %s is %v wide", target.Label, target.Size.Width)
		}
	}
	slices.Sort(pressed)
	if string(pressed) != "abcdefghijklmnopqrstuvwxyz" {
		t.Errorf("the keys say %q", string(pressed))
	}
}

// Every candidate can be reached by 更多, each once, and 更多 comes back to the first.
func TestCandidatesShowEveryWordOnce(t *testing.T) {
	s := startApp(t, Options{})
	words := strings.Split("扑普铺葡谱仆蒲朴菩瀑曝埔圃浦璞濮溥匍", "")
	for _, width := range []float32{984, 1302, 1808, 5000} {
		var picked []int
		c := NewCandidates(s, "更多", func(i int) { picked = append(picked, i) })
		c.SetWords(words)
		c.Resize(fyne.NewSize(width, 96))
		for range len(words) {
			var more func()
			for _, target := range Targets(c) {
				if end := target.Pos.X + target.Size.Width; end > width {
					t.Errorf("%v wide: %s ends at %v", width, target.Label, end)
				}
				if target.Label == "更多" {
					more = target.Tap
				} else {
					target.Tap()
				}
			}
			if more == nil {
				break
			}
			more()
			if c.from == 0 {
				break
			}
		}
		if len(picked) != len(words) || !slices.IsSorted(picked) {
			t.Errorf("%v wide: the pages show %v", width, picked)
		}
	}
}

func TestChoiceGridPages(t *testing.T) {
	s := startApp(t, Options{})
	var shown []int
	var pages [][2]int
	g := NewChoiceGrid(s, GridOptions{
		Columns: 3, Rows: 2, Count: 14, Words: PageWords{Previous: "上一页", Next: "下一页"},
		Make: func(i int) fyne.CanvasObject {
			shown = append(shown, i)
			return NewChoice(s, ChoiceOptions{Word: "李", Middle: true, OnTap: nothing})
		},
		OnPage: func(page, of int) { pages = append(pages, [2]int{page, of}) },
	})
	g.Resize(fyne.NewSize(1200, 700))
	tap := func(label string) {
		target, ok := targetNamed(Targets(g), label)
		if !ok || !target.Enabled {
			t.Fatalf("%s cannot be pressed on page %v", label, pages[len(pages)-1])
		}
		target.Tap()
	}
	tap("下一页")
	tap("下一页")
	if next, _ := targetNamed(Targets(g), "下一页"); next.Enabled {
		t.Error("on the last page 下一页 can be pressed")
	}
	tap("上一页")
	if want := [][2]int{{1, 3}, {2, 3}, {3, 3}, {2, 3}}; !slices.Equal(pages, want) {
		t.Errorf("the pages were %v, want %v", pages, want)
	}
	if want := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 6, 7, 8, 9, 10, 11}; !slices.Equal(shown, want) {
		t.Errorf("made were %v, want %v", shown, want)
	}
	g.SetCount(4)
	if targets := Targets(g); len(targets) != 4 {
		t.Errorf("with one page one can press %d things, want the 4", len(targets))
	}
}
