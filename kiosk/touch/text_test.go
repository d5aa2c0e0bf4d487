package touch

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

func TestFit(t *testing.T) {
	s := startApp(t, Options{})
	long := Run{Text: "客房保洁和大堂清洁要能上夜班", Size: 40, Weight: Bold}
	whole := long.width(s, long.Text)
	for _, width := range []float32{whole, whole - 1, 300, 100, 50} {
		got := Fit(s, long, width)
		if w := long.width(s, got); w > width {
			t.Errorf("in %v DIP it says %q, which takes %v", width, got, w)
		}
		shortened := strings.HasSuffix(got, "…")
		if shortened == (width >= whole) {
			t.Errorf("in %v of %v DIP it says %q", width, whole, got)
		}
		if shortened {
			longer := string([]rune(long.Text)[:len([]rune(got))]) + "…"
			if long.width(s, longer) <= width {
				t.Errorf("in %v DIP it says %q, but %q fits", width, got, longer)
			}
		}
	}
	if got := Fit(s, long, 3); got != "…" {
		t.Errorf("where nothing fits it says %q", got)
	}
}

func TestFitEndKeepsWhatIsBeingWritten(t *testing.T) {
	s := startApp(t, Options{})
	r := Run{Text: "辛集乡史庄村口葡萄园", Size: 48, Weight: Bold}
	got := fitEnd(s, r, 300)
	if !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "萄园") || r.width(s, got) > 300 {
		t.Errorf("it shows %q in %v DIP", got, r.width(s, got))
	}
	if got := fitEnd(s, r, 2000); got != r.Text {
		t.Errorf("with room enough it shows %q", got)
	}
}

func TestPiecesBreakWhereChineseMay(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"好吗？", []string{"好", "吗？"}},
		{"打 12333。", []string{"打", " ", "12333。"}},
		{"（明天）5:30–11:30", []string{"（明", "天）", "5:30–11:30"}},
		{"a，b", []string{"a，", "b"}},
		{"一\n二", []string{"一", "\n", "二"}},
		{"，", []string{"，"}},
	} {
		got := pieces(c.text)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q breaks into %q, want %q", c.text, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	s := startApp(t, Options{})
	runs := []Run{{Text: "这里找活不收钱。谁收押金、介绍费，打 "}, {Text: "12333", Weight: Bold}, {Text: "。"}}
	for _, width := range []float32{120, 200, 416, 2000} {
		var said string
		for _, line := range Wrap(s, runs, width, 0) {
			var wide float32
			for _, r := range line {
				wide += r.width(s, r.Text)
				said += r.Text
			}
			if wide > width {
				t.Errorf("in %v DIP a line takes %v", width, wide)
			}
			if first := line[0].Text; strings.ContainsAny(string([]rune(first)[0]), "，。、") {
				t.Errorf("in %v DIP a line begins with %q", width, first)
			}
		}
		if want := strings.ReplaceAll(runs[0].Text+"12333。", " ", ""); strings.ReplaceAll(said, " ", "") != want {
			t.Errorf("in %v DIP it says %q", width, said)
		}
	}
	short := Wrap(s, runs, 200, 2)
	last := short[len(short)-1]
	if end := last[len(last)-1]; len(short) != 2 || !strings.HasSuffix(end.Text, "…") || lineWidth(s, last) > 200 {
		t.Errorf("in two lines it ends with %q, %v DIP wide", end.Text, lineWidth(s, last))
	}
}

func lineWidth(s *Style, runs []Run) (width float32) {
	for _, r := range runs {
		width += r.width(s, r.Text)
	}
	return width
}

// A wrapped text gets the height it needs from the column it stands in.
func TestParaHeightFollowsItsWidth(t *testing.T) {
	s := startApp(t, Options{})
	para := NewPara(s, 0, Run{Text: strings.Repeat("这里找活不收钱", 6)})
	below := canvas.NewRectangle(s.Paint(Edge))
	below.SetMinSize(fyne.NewSize(10, 10))
	column := Column(20, NewPanel(s, para), below)
	for _, width := range []float32{1400, 400, 240} {
		column.Resize(fyne.NewSize(width, 2000))
		lines := len(Wrap(s, para.runs, para.Size().Width, 0))
		if got := len(para.children); got != lines {
			t.Errorf("%v DIP wide, %d of %d lines are shown", width, got, lines)
		}
		if low := para.Size().Height + 44; below.Position().Y < low {
			t.Errorf("%v DIP wide, what follows stands at %v, over the text that ends at %v", width, below.Position().Y, low)
		}
	}
}

func TestLineKeepsOneBaseline(t *testing.T) {
	s := startApp(t, Options{})
	l := NewCount(s, Count{"还要", 3, "人"}, FigureS, Body)
	l.Resize(l.MinSize())
	var at float32
	for i, child := range l.children {
		text := child.(*canvas.Text)
		_, base := fyne.CurrentApp().Driver().RenderedTextSize(text.Text, text.TextSize, text.TextStyle, text.FontSource)
		y := text.Position().Y + base
		if i > 0 && abs(y-at) > 1 {
			t.Errorf("%q stands on %v, the one before on %v", text.Text, y, at)
		}
		at = y
	}
}

func TestLineAligns(t *testing.T) {
	s := startApp(t, Options{})
	for align, want := range map[fyne.TextAlign]float32{fyne.TextAlignLeading: 0, fyne.TextAlignCenter: 100, fyne.TextAlignTrailing: 200} {
		l := NewText(s, "零工市场", 30, Bold, Ink)
		l.Align = align
		l.Resize(l.MinSize().AddWidthHeight(200, 0))
		if got := l.children[0].Position().X; abs(got-want) > 1 {
			t.Errorf("alignment %d starts at %v, want %v", align, got, want)
		}
	}
}

func TestLineShortensItsLongestRun(t *testing.T) {
	s := startApp(t, Options{})
	l := NewLine(s, 18, Run{Text: "辛集乡史庄村口的葡萄园", Size: 32, Weight: Bold}, Run{Text: "邻乡"})
	l.Resize(fyne.NewSize(300, 50))
	if n := len(l.children); n != 2 {
		t.Fatalf("%d texts are drawn, want 2", n)
	}
	place, far := l.children[0].(*canvas.Text), l.children[1].(*canvas.Text)
	if !strings.HasSuffix(place.Text, "…") || far.Text != "邻乡" {
		t.Errorf("it says %q %q", place.Text, far.Text)
	}
	if end := far.Position().X + far.MinSize().Width; end > 301 {
		t.Errorf("it ends at %v of 300", end)
	}
	if l.Text() != "辛集乡史庄村口的葡萄园邻乡" {
		t.Errorf("its text became %q", l.Text())
	}
}

func TestWordOnANarrowFaceBecomesSmallerFirst(t *testing.T) {
	s := startApp(t, Options{})
	b := NewButton(s, PrimaryButton, "", "先改一处才能发布", nothing)
	b.Resize(fyne.NewSize(b.MinSize().Width-40, 96))
	text := b.word.children[0].(*canvas.Text)
	if text.Text != "先改一处才能发布" || text.TextSize >= ButtonText || text.TextSize < ButtonText*shrinkWord-0.01 {
		t.Errorf("it says %q in size %v", text.Text, text.TextSize)
	}
	b.Resize(fyne.NewSize(200, 96))
	if text := b.word.children[0].(*canvas.Text); !strings.HasSuffix(text.Text, "…") {
		t.Errorf("far too narrow it says %q", text.Text)
	}
}

func TestNothingIsSmallerThanTheLeast(t *testing.T) {
	for _, large := range []bool{false, true} {
		s := NewStyle(Options{Large: large})
		if got := s.Text(6); got < Least {
			t.Errorf("large %t: text of 6 is drawn in %v", large, got)
		}
	}
	if got := NewStyle(Options{Large: true}).Text(30); got != 30*largeFactor {
		t.Errorf("大字 draws 30 as %v", got)
	}
}
