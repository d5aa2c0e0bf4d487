package flow

import (
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/ime"
)

// A candidate for the beginning leaves the rest of the letters to be chosen.
func TestEntryPicksInParts(t *testing.T) {
	r := newStaffRoom(t)
	e := r.entry(20, func(string) {}).Hint(ime.Name)
	r.pick(e, "wangyan", "王")
	if e.Text() != "王" || e.Letters != "yan" || e.Ready() {
		t.Fatalf("text %q, letters %q", e.Text(), e.Letters)
	}
	r.pick(e, "", "䶮")
	if e.Text() != "王䶮" || !e.Ready() {
		t.Errorf("text %q, letters %q", e.Text(), e.Letters)
	}
}

// A tap on a syllable puts the next letter behind it.
func TestEntryMendsASyllable(t *testing.T) {
	r := newStaffRoom(t)
	e := r.entry(20, func(string) {}).Hint(ime.Place)
	press(e.Letter, "lushangxian")
	r.composed(e)
	if got := strings.Join(e.Syllables(), " "); got != "lu shang xian" {
		t.Fatalf("syllables %q", got)
	}
	e.Mend(1)
	e.Delete()
	r.composed(e)
	if e.Letters != "lushanxian" || e.At != len("lushan") {
		t.Errorf("letters %q, the next goes to %d", e.Letters, e.At)
	}
	r.pick(e, "", "鲁山县")
}

// An answer to letters that have changed since is not shown.
func TestEntryDropsStaleAnswers(t *testing.T) {
	r := newStaffRoom(t)
	e := r.entry(20, func(string) {})
	press(e.Letter, "mingtian")
	e.Pick(0) // nothing can be chosen before the answer
	if e.Text() != "" {
		t.Errorf("a guess was written: %q", e.Text())
	}
	r.composed(e)
	if c := e.Candidates(); len(c) == 0 || c[0] != "明天" {
		t.Errorf("candidates %v", c)
	}
	press(e.Letter, "zao")
	e.Restart()
	r.composed(e)
	if len(e.Candidates()) > 0 || e.Lost() {
		t.Errorf("an empty page offers %v", e.Candidates())
	}
}

// drawn are the strokes of 丁, slowly and with a shaking finger.
var drawn = []ime.Stroke{
	{{X: 12, Y: 22}, {X: 40, Y: 21}, {X: 70, Y: 23}, {X: 95, Y: 20}},
	{{X: 55, Y: 22}, {X: 54, Y: 50}, {X: 56, Y: 85}, {X: 50, Y: 92}, {X: 42, Y: 86}},
}

func TestEntryByHand(t *testing.T) {
	r := newStaffRoom(t)
	e := r.entry(20, func(string) {})
	e.Draw(drawn[0])
	if len(e.Strokes) > 0 {
		t.Error("pinyin takes strokes")
	}
	e.SetMode(EntryHand)
	e.Draw(drawn[1])
	e.Draw(drawn[0])
	e.Draw(drawn[0])
	e.UndoStroke()
	r.composed(e)
	if n := len(e.Candidates()); n != HandShown || e.Ready() {
		t.Errorf("%d candidates, ready %v", n, e.Ready())
	}
	r.pick(e, "", "丁")
	if e.Text() != "丁" || len(e.Strokes) > 0 {
		t.Errorf("text %q with %d strokes left", e.Text(), len(e.Strokes))
	}
	e.Draw(drawn[0])
	e.DeleteChar()
	if len(e.Strokes) > 0 || e.Text() != "丁" {
		t.Errorf("strokes go before characters: %q", e.Text())
	}
	e.DeleteChar()
	if e.Text() != "" {
		t.Errorf("text %q", e.Text())
	}
}

// A keyboard writes into the same page: letters, digits that choose, blank, Backspace, Enter.
func TestEntryByKeyboard(t *testing.T) {
	r := newStaffRoom(t)
	var got string
	e := r.entry(30, func(text string) { got = text }).Hint(ime.Place)
	press(e.Type, "lushanxianzhangliangzhenn")
	e.TypeDelete()
	r.composed(e)
	e.Type('1')
	r.composed(e)
	press(e.Type, "cunkou")
	r.composed(e)
	e.Type(' ')
	r.composed(e)
	e.Type('2')
	if want := "鲁山县张良镇村口2"; e.Text() != want {
		t.Fatalf("text %q, want %q", e.Text(), want)
	}
	press(e.Type, "lou")
	r.composed(e)
	e.TypeEnter() // chooses
	r.composed(e)
	e.TypeEnter() // ends
	if got != "鲁山县张良镇村口2楼" {
		t.Errorf("done with %q", got)
	}
}

// What staff write is offered to staff again, and to nobody at the public screen; names are
// nobody's.
func TestEntryLearns(t *testing.T) {
	r := newStaffRoom(t)
	r.app.Own = ime.Open().NewLearned()
	write := func(kind Kind, hint ime.Hint) *Entry {
		e := r.entry(20, func(string) {}).Hint(hint)
		e.kind = kind
		return e
	}
	knows := func(kind Kind, letters, word string) bool {
		e := write(kind, ime.Text)
		press(e.Letter, letters)
		r.composed(e)
		return slices.Contains(e.Candidates()[:9], word)
	}
	for _, c := range []struct {
		kind    Kind
		hint    ime.Hint
		learned bool
	}{{Form, ime.Text, false}, {Staff, ime.Name, false}, {Staff, ime.Employer, false}, {Staff, ime.Text, true}} {
		e := write(c.kind, c.hint)
		press(e.Letter, "xijiao")
		r.composed(e)
		e.compose.shown[0] = "溪蛟" // as if it had been far down
		e.compose.taken[0] = len("xijiao")
		e.Pick(0)
		r.composed(e)
		if got := knows(Staff, "xijiao", "溪蛟"); got != c.learned {
			t.Errorf("written as %v with hint %v: staff find it: %v", c.kind, c.hint, got)
		}
	}
	if knows(Form, "xijiao", "溪蛟") {
		t.Error("the public screen knows what staff wrote")
	}
	r.app.Own.Forget("溪蛟")
	if knows(Staff, "xijiao", "溪蛟") {
		t.Error("what is forgotten is still offered")
	}
}

// The journeys that the writing of Chinese is judged by: a place, a firm and a name with a rare
// character, by pinyin, by hand and by keyboard, and all on one page after another.
func TestEntryJourneys(t *testing.T) {
	r := newStaffRoom(t)
	var got []string
	e := r.entry(30, func(text string) { got = append(got, text) }).Hint(ime.Place)
	r.pick(e, "lushanxianzhangliangzhen", "鲁山县张良镇")
	e.Done()

	e = r.entry(30, func(text string) { got = append(got, text) }).Hint(ime.Employer)
	r.pick(e, "baofengxianshundajianzhulaowuyouxiangongsi", "宝丰县顺达建筑劳务有限公司")
	e.Done()

	e = r.entry(10, func(text string) { got = append(got, text) }).Hint(ime.Name)
	press(e.Type, "lijian")
	r.composed(e)
	e.Type('1')
	for e.Letters != "" {
		r.composed(e)
		e.TypeEnter()
	}
	r.composed(e)
	e.Restart()
	r.pick(e, "zhang", "张")
	r.pick(e, "kun", "堃")
	e.SetMode(EntryHand)
	for i := range drawn {
		e.Draw(drawn[len(drawn)-1-i])
	}
	r.pick(e, "", "丁")
	e.Done()
	if want := []string{"鲁山县张良镇", "宝丰县顺达建筑劳务有限公司", "张堃丁"}; !slices.Equal(got, want) {
		t.Errorf("written %v, want %v", got, want)
	}
}
