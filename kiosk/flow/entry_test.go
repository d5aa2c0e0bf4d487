package flow

import (
	"slices"
	"strings"
	"testing"

	"yizhan/kiosk/ime"
	"yizhan/sync/market"
)

func (r *staffRoom) entry(maxRunes int, done func(string)) *Entry {
	e := NewEntry(r.app, "在哪儿干？", maxRunes, done)
	r.app.Show(e)
	return e
}

// composed waits until the candidates of the page are there.
func (r *staffRoom) composed(e *Entry) {
	r.t.Helper()
	for e.Waiting() {
		r.settle()
	}
}

// pick types letters and chooses a word.
func (r *staffRoom) pick(e *Entry, letters, word string) {
	r.t.Helper()
	press(e.Letter, letters)
	r.composed(e)
	i := slices.Index(e.Candidates(), word)
	if i < 0 {
		r.t.Fatalf("letters %q do not offer %s, but %v", e.Letters, word, e.Candidates())
	}
	e.Pick(i)
	r.composed(e)
}

func TestEntry(t *testing.T) {
	r := newStaffRoom(t)
	var got string
	e := r.entry(6, func(text string) { got = text }).Offer("村口", "路口")
	if e.Ready() {
		t.Error("an empty text is ready")
	}
	r.pick(e, "xi", "西")
	press(e.Letter, "zh") // not a syllable yet: what may begin so is offered
	r.composed(e)
	if len(e.Candidates()) == 0 || e.Ready() {
		t.Errorf("letters %q offer %v, ready %v", e.Letters, e.Candidates(), e.Ready())
	}
	r.pick(e, "uang", "庄")
	r.pick(e, "", "村口")
	e.Write("1")
	if e.Text() != "西庄村口1" || e.Left() != 1 {
		t.Errorf("text %q, %d left", e.Text(), e.Left())
	}
	e.Pick(1) // two characters do not fit into one
	if e.Text() != "西庄村口1" {
		t.Errorf("what does not fit was written: %q", e.Text())
	}
	e.Delete()
	press(e.Letter, "xx")
	e.Delete()
	e.Delete()
	r.composed(e)
	if e.Letters != "" || e.Text() != "西庄村口" || !slices.Equal(e.Candidates(), e.Quick) {
		t.Errorf("after deleting: %q %q %v", e.Text(), e.Letters, e.Candidates())
	}
	e.Done()
	if got != "西庄村口" || r.app.Current().Name() != "home" {
		t.Errorf("done with %q on page %q", got, r.app.Current().Name())
	}
	if e.Text() != "" {
		t.Errorf("the page that has gone still holds %q", e.Text())
	}
}

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

func TestEntryKeepsUmlaut(t *testing.T) {
	r := newStaffRoom(t)
	for letters, char := range map[string]string{"lv": "吕", "nv": "女", "lve": "略", "lue": "略"} {
		e := r.entry(4, func(string) {})
		r.pick(e, letters, char)
		if e.Text() != char {
			t.Errorf("%s writes %q", letters, e.Text())
		}
	}
}

func TestEntryModes(t *testing.T) {
	r := newStaffRoom(t)
	e := r.entry(10, func(string) {})
	press(e.Letter, "li")
	e.SetMode(EntrySigns)
	if e.Letters != "" {
		t.Errorf("letters %q stay behind the other keys", e.Letters)
	}
	press(e.Letter, "ab")
	if e.Text() != "AB" {
		t.Errorf("signs write %q", e.Text())
	}
	code := r.entry(10, func(string) {}).Signs()
	code.SetMode(EntryPinyin)
	if code.Mode != EntrySigns {
		t.Error("a code offers Chinese")
	}
}

func TestSurname(t *testing.T) {
	r := newStaffRoom(t)
	var got []string
	ask := func() *Surname {
		s := NewSurname(r.app, "怎么称呼？", func(name string) { got = append(got, name) })
		r.app.Show(s)
		return s
	}
	s := ask()
	if n := len(s.Shown()); n != SurnamesAPage {
		t.Errorf("%d tiles", n)
	}
	s.Turn(1)
	last := s.Shown()[0]
	s.Pick(last)
	ask().Other()
	e := at[*Entry](r)
	r.pick(e, "chan", "禅")
	e.Done()
	if want := []string{last + "师傅", "禅师傅"}; !slices.Equal(got, want) {
		t.Errorf("called %v, want %v", got, want)
	}
	if r.app.Current().Name() != "home" {
		t.Errorf("left on %q", r.app.Current().Name())
	}
}

func TestAreaPick(t *testing.T) {
	r := newStaffRoom(t)
	var got []market.AreaCode
	ask := func() *AreaPick {
		p := NewAreaPick(r.app, "在哪儿？", func(code market.AreaCode) { got = append(got, code) })
		r.app.Show(p)
		return p
	}
	p := ask()
	if p.Level != market.LevelVillage || p.Township != staffArea || p.CountyName() == "" {
		t.Fatalf("begins at level %s in %q %q", p.Level, p.CountyName(), p.TownshipName())
	}
	page, pages := p.Pager.Page()
	if page != 1 || pages < 2 || len(p.Shown()) != AreasAPage {
		t.Fatalf("page %d of %d with %d places", page, pages, len(p.Shown()))
	}
	p.Turn(1)
	second := p.Shown()[0]
	p.Pick(second)

	p = ask()
	p.Up(market.LevelCounty)
	p.Pick(p.Shown()[1])
	p.Pick(p.Shown()[0])
	if p.Level != market.LevelVillage || p.Township == staffArea {
		t.Fatalf("level %s in %q", p.Level, p.TownshipName())
	}
	other := p.Township
	p.WholeTownship()
	if want := []market.AreaCode{second.Code, other}; !slices.Equal(got, want) {
		t.Errorf("picked %v, want %v", got, want)
	}
	p = ask()
	p.Choose(second.Code)
	if p.Chosen != second.Code || !slices.Contains(p.Shown(), second) {
		t.Errorf("an answer given before is not on screen: %v", p.Shown())
	}
}

func TestPager(t *testing.T) {
	p := Pager{Size: 4, Count: 10}
	p.Turn(5)
	if page, pages := p.Page(); page != 3 || pages != 3 {
		t.Errorf("page %d of %d", page, pages)
	}
	p.Fit(3)
	if from, to := p.Span(); from != 6 || to != 9 {
		t.Errorf("with three a page 8 stands on %d–%d", from, to)
	}
	p.Recount(2)
	if from, to := p.Span(); from != 0 || to != 2 {
		t.Errorf("a short list shows %d–%d", from, to)
	}
	p.Recount(0)
	if from, to := p.Span(); from != 0 || to != 0 {
		t.Errorf("an empty list shows %d–%d", from, to)
	}
	p.Turn(-1)
	if page, pages := p.Page(); page != 1 || pages != 1 {
		t.Errorf("an empty list is page %d of %d", page, pages)
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
