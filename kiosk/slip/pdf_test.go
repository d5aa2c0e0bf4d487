package slip

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// full is a sheet with everything that a sheet can have, and characters of every kind.
func full() Sheet {
	s := inspection()
	s.Lead = Bolded("今天有 **12** 个活，要 **40** 个人。")
	s.Entries = []Entry{
		{Head: "摘葡萄", Right: "130 元/天", Lines: []string{"7月15日 5:30–11:30，要 8 人", "董周乡石峡沟村口葡萄园"}, Box: true},
		{Head: strings.Repeat("从村口第二个路口往东走摘葡萄装筐", 3), Right: "13800138000", Lines: []string{"䶮㛃𬭎𠮷🍇"}},
	}
	s.Clauses = []string{"**干什么活：**摘葡萄。", strings.Repeat("雇主管饭，接送，给干活的人买意外伤害保险。", 4)}
	s.Signs = []string{"用工的人（签字、按手印）", "干活的人（签字、按手印）"}
	return s
}

// words is every word of a sheet.
func (s Sheet) words() string {
	var b strings.Builder
	say := func(words ...string) { b.WriteString(strings.Join(words, "")) }
	say(s.Region, s.Market, s.Copy, s.Title, s.Number.Before, s.Number.Big)
	for _, r := range append(append([]Run{}, s.Lead...), s.Foot...) {
		say(r.Text)
	}
	for _, r := range s.Rows {
		say(r.Label, r.Text)
	}
	for _, e := range s.Entries {
		say(e.Head, e.Right)
		say(e.Lines...)
	}
	for _, l := range s.Lists {
		say(l.Title)
		say(l.Lines...)
	}
	say(strings.ReplaceAll(strings.Join(s.Clauses, ""), "**", ""))
	say(s.Signs...)
	say(s.Notes...)
	return b.String()
}

// textOf is what pdftotext finds in a PDF.
func textOf(t *testing.T, pdf []byte) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatal("pdftotext is needed to read sheets back; it is in the Debian package poppler-utils")
	}
	cmd := exec.Command("pdftotext", "-raw", "-", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// letters counts the characters of a text that are no blanks.
func letters(text string) map[rune]int {
	n := map[rune]int{}
	for _, r := range text {
		if !unicode.IsSpace(r) {
			n[r]++
		}
	}
	return n
}

// Every character of a sheet stands in its PDF as text, but those above U+FFFF, which are shapes.
func TestSheetPDF(t *testing.T) {
	s := full()
	for _, s.Large = range []bool{false, true} {
		pdf, err := SheetPDF(s)
		if err != nil {
			t.Fatal(err)
		}
		got := letters(textOf(t, pdf))
		for r, n := range letters(s.words()) {
			switch {
			case r == '🍇':
				r = missing
			case r > 0xFFFF:
				continue
			}
			if got[r] < n {
				t.Errorf("large %v: %c stands %d times on paper, want %d", s.Large, r, got[r], n)
			}
		}
		again, err := SheetPDF(s)
		if err != nil || !bytes.Equal(pdf, again) {
			t.Errorf("the same words give other bytes: %v", err)
		}
		if folder := os.Getenv("SLIP_GALLERY"); folder != "" { // to be looked at
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("full-%v.pdf", s.Large)), pdf, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A long sheet goes on to further pages, and no line is cut in two by an edge.
func TestSheetOfManyPages(t *testing.T) {
	s := full()
	for i := range 60 {
		s.Entries = append(s.Entries, Entry{Head: fmt.Sprint("第", i, "个活"), Right: "120 元/天", Lines: []string{"地点", "时间"}})
	}
	c, err := newCanvas(int(a4Dots))
	if err != nil {
		t.Fatal(err)
	}
	c.unit, c.page = a4Unit, int(a4High)
	if err := c.sheet(s); err != nil {
		t.Fatal(err)
	}
	for _, m := range c.marks {
		top, bottom := m.box.Min.Y, m.box.Max.Y-1
		if m.text != "" {
			top, bottom = m.at.Y-c.capHeight(m.style), m.at.Y
		}
		if top/c.page != bottom/c.page {
			t.Errorf("%q lies on two pages, from %d to %d", m.text, top, bottom)
		}
		if right := m.at.X + c.width(m.style, m.text); m.box.Max.X > c.dots || right > c.dots {
			t.Errorf("%q goes over the edge", m.text)
		}
	}
	pdf, err := SheetPDF(s)
	if err != nil {
		t.Fatal(err)
	}
	if text := textOf(t, pdf); strings.Count(text, "\f") < 3 || !strings.Contains(text, "第59个活") || !strings.Contains(text, "1 / ") {
		t.Errorf("%d pages", strings.Count(text, "\f"))
	}
}
