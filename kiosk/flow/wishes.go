package flow

import "yizhan/sync/market"

// Pick is a question of a check-in with a few answers; a tap answers it and goes on. Nobody has to
// answer: Skip goes on too.
type Pick struct {
	*visit
	Title   string
	Note    string // why it is asked, or what an answer means
	Answers []Answer

	name string
	step int
	skip func()
}

// Answer is one answer of a Pick.
type Answer struct {
	Icon, Word, Second string
	Do                 func()
}

// Name implements Page.
func (p *Pick) Name() string { return p.name }

// Kind implements Page.
func (*Pick) Kind() Kind { return Form }

// Forget implements Page.
func (p *Pick) Forget() { p.Answers, p.skip = nil, func() {} }

// Steps is where this page stands.
func (p *Pick) Steps() Steps { return p.steps(p.step) }

// Skip goes on without an answer.
func (p *Pick) Skip() { p.skip() }

// pick makes the page whose words stand under its name.
func (v *visit) pick(name string, step int) *Pick {
	return &Pick{visit: v, name: name, step: step, Title: v.app.Words.T(name + ".title"), Note: v.app.Words.T(name + ".note")}
}

// answer adds an answer.
func (p *Pick) answer(icon, key string, do func()) {
	t := p.app.Words.T
	p.Answers = append(p.Answers, Answer{icon, t(p.name + "." + key), t(p.name + "." + key + "_second"), do})
}

// newReach asks how far somebody goes for work.
func newReach(v *visit) *Pick {
	p := v.pick("reach", stepReach)
	icons := map[market.Reach]string{"village": "home", "township": "map-marker", "county": "bus", "anywhere": "truck"}
	next := func(r market.Reach) func() {
		return func() {
			v.wishes.Reach = r
			v.app.Show(newFree(v))
		}
	}
	for _, r := range market.Reaches {
		p.answer(icons[r], string(r), next(r))
	}
	p.skip = next("")
	return p
}

// newFree asks when somebody can begin.
func newFree(v *visit) *Pick {
	p := v.pick("free", stepFree)
	icons := map[market.Free]string{"today": "white-balance-sunny", "tomorrow": "clock", "week": "calendar-clock", "call": "phone"}
	next := func(f market.Free) func() {
		return func() {
			v.wishes.Free = f
			v.app.Show(newHelp(v))
		}
	}
	for _, f := range market.Frees {
		p.answer(icons[f], string(f), next(f))
	}
	p.skip = next("")
	return p
}

// newHelp asks whether staff may offer help. Why somebody needs it is not asked here: the screen is
// public.
func newHelp(v *visit) *Pick {
	p := v.pick("help", stepHelp)
	done := func(yes bool) func() {
		return func() {
			v.wishes.Help = yes
			v.filled()
		}
	}
	p.answer("hand-heart", "yes", done(true))
	p.answer("account-hard-hat", "no", done(false))
	p.skip = done(false)
	return p
}
