package flow

import "yizhan/sync/market"

// People asks which of those who share a phone number stands here.
type People struct {
	*visit
	known []market.Worker
}

// mostPeople is how many are offered; more never shared one phone in earnest.
const mostPeople = 5

// Name implements Page.
func (*People) Name() string { return "people" }

// Kind implements Page.
func (*People) Kind() Kind { return Form }

// Forget implements Page.
func (p *People) Forget() { p.known = nil }

// Names are how they are called, without given names: anybody may have pressed this number.
func (p *People) Names() []string {
	var out []string
	for _, w := range p.known[:min(len(p.known), mostPeople)] {
		out = append(out, market.MaskName(w.Name))
	}
	return out
}

// Pick answers with the i-th of the names.
func (p *People) Pick(i int) { p.visit.known(p.known[i], ByPhone) }

// Another is somebody new under the same number.
func (p *People) Another() { p.app.Show(&Notice{visit: p.visit}) }

// Notice says what is kept of a person and what for, before anything is. It is shown once, to
// who is not registered here yet.
type Notice struct{ *visit }

// Name implements Page.
func (*Notice) Name() string { return "notice" }

// Kind implements Page.
func (*Notice) Kind() Kind { return Form }

// Forget implements Page.
func (*Notice) Forget() {}

// Steps is where this page stands.
func (n *Notice) Steps() Steps { return n.steps(stepNotice) }

// noticeLines are the phrases of the notice; all together at most 120 characters. Other words are
// another market.NoticeVersion.
var noticeLines = []struct{ icon, key string }{
	{"pencil", "notice.1"},
	{"account-hard-hat", "notice.2"},
	{"account-tie", "notice.employer"},
	{"shield-check", "notice.3"},
	{"history", "notice.4"},
	{"phone", "notice.5"},
	{"eye", "notice.6"},
}

// Lines are what the notice says. Whoever laid an identity card down reads of its number too.
func (n *Notice) Lines() []Line {
	var out []Line
	for _, l := range noticeLines {
		out = append(out, Line{l.icon, n.app.Words.T(l.key)})
		if l.key == "notice.1" && n.worker.IDNumber != "" {
			out = append(out, Line{"card-account-details", n.app.Words.T("notice.id")})
		}
	}
	return out
}

// Agree goes on to the name, which an identity card on the reader has told already, and to what
// its number does not tell.
func (n *Notice) Agree() {
	n.worker.Notice = market.NoticeVersion
	if n.worker.Name != "" {
		n.app.Replace(newContact(n.visit))
		return
	}
	n.app.Replace(NewSurname(n.app, n.app.Words.T("name.title"), func(name string) {
		n.worker.Name = name
		if n.worker.IDNumber != "" {
			n.app.Show(newContact(n.visit))
			return
		}
		n.app.Show(newBirth(n.visit))
	}))
}

// Refuse keeps nothing and lets one look at the work there is.
func (n *Notice) Refuse() { n.browse() }

// Birth asks for the year of birth.
type Birth struct {
	*visit
	Keyed
}

func newBirth(v *visit) *Birth {
	return &Birth{visit: v, Keyed: Keyed{app: v.app, least: YearLength, most: YearLength}}
}

// YearLength is how many digits a year has.
const YearLength = 4

// Name implements Page.
func (*Birth) Name() string { return "birth" }

// Kind implements Page.
func (*Birth) Kind() Kind { return Form }

// Forget implements Page.
func (b *Birth) Forget() { b.Keyed.forget() }

// Steps is where this page stands.
func (b *Birth) Steps() Steps { return b.steps(stepBirth) }

// Who is how the person is called.
func (b *Birth) Who() string { return b.worker.Name }

// Next takes the year: somebody too young is refused kindly at once, and nothing is kept.
func (b *Birth) Next() {
	year := 0
	for _, d := range b.Digits {
		year = year*10 + int(d-'0')
	}
	w := market.Worker{Name: b.worker.Name, BirthYear: year}
	if err := w.Validate(b.visit.app.Now(), b.visit.app.Desk.Areas(), b.visit.app.Desk.Trades()); err != nil {
		if market.Code(err) == "under16" {
			b.tooYoung()
			return
		}
		b.wrong(b.visit.app.Sentence(err))
		return
	}
	b.worker.BirthYear = year
	b.grown()
}

// grown goes on with somebody who is old enough: for a job that is all, a check-in asks what they
// look for.
func (v *visit) grown() {
	if v.aim == toTake || v.clerk != nil { // staff ask the rest where nobody reads along
		v.filled()
		return
	}
	v.app.Show(newSkills(v))
}
