package flow

import (
	"slices"
	"testing"

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
