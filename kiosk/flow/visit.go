package flow

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

// aim is what somebody came to the screen for.
type aim int

const (
	toCheckIn aim = iota
	toTake
	toSee // one's own places; also the page on which anything is scanned
)

// visit is what one person does here, from saying who they are to the end: check in, take a job, or
// look after what they took. It lives in memory only; the wipe forgets it.
type visit struct {
	app   *App
	aim   aim
	job   *Card // to be taken; nil unless aim is toTake
	depth int   // pages below the visit's first

	worker market.Worker // known, or as far as the form is filled
	wishes market.Wishes // as far as they are filled
	// proof is how the person was found. A phone number, which anybody may know, may check in and
	// take; the rest needs something that one has in hand.
	proof  Proof
	warned bool // of other work at the same time
	// clerk is who registers somebody at the desk; nil where people do it themselves.
	clerk *Clerk
}

// by is who acts.
func (v *visit) by() string {
	if v.clerk != nil {
		return v.clerk.by()
	}
	return desk.Self
}

// Proof is how somebody shows who they are.
type Proof int

// The proofs. ByForm is none: somebody new who filled the form.
const (
	ByForm   Proof = iota
	ByPhone        // a number on the keypad
	ByID           // identity card on the reader
	ByCard         // worker's card
	ByTicket       // a slip's 票号 on the keypad
	BySlip         // a slip under the scanner
	ByStaff        // staff know who it is
)

// sure says whether the proof opens history and may cancel. Staff vouch for a card, not for the
// holder's wish to show what is behind it.
func (p Proof) sure() bool { return p >= ByID && p != ByStaff }

// Steps is where a page of a visit stands: step of steps, from 1.
type Steps struct{ Step, Of int }

// The steps of a visit. A check-in asks on after the year of birth.
const (
	stepWho = iota + 1
	stepNotice
	stepName
	stepBirth
	stepSkills
	stepReach
	stepFree
	stepHelp
)

func (v *visit) steps(step int) Steps {
	switch {
	case v.aim == toTake, v.clerk != nil:
		return Steps{step, stepBirth}
	}
	switch v.aim {
	case toSee:
		return Steps{}
	}
	return Steps{step, stepHelp}
}

// Job is what the visit is about, nil for a check-in.
func (v *visit) Job() *Card { return v.job }

// forget drops the person.
func (v *visit) forget() {
	v.worker, v.wishes, v.job, v.proof, v.warned = market.Worker{}, market.Wishes{}, nil, ByForm, false
}

// leave takes the pages of the visit away, so that 返回 does not lead to steps that are done.
func (v *visit) leave() {
	for len(v.app.stack) > v.depth {
		v.app.Current().Forget()
		v.app.stack = v.app.stack[:len(v.app.stack)-1]
	}
}

// browse ends the visit without anything kept: back to the posting, or to the work there is.
func (v *visit) browse() {
	job := v.job
	v.leave()
	if job == nil {
		v.app.Show(newTrades(v.app))
		return
	}
	v.app.Changed()
}

// known goes on with somebody who is registered here.
func (v *visit) known(w market.Worker, by Proof) {
	if v.clerk != nil {
		by = ByStaff
	}
	v.worker, v.proof = w, by
	switch v.aim {
	case toTake:
		v.take()
	case toSee:
		v.see()
	default:
		v.knownWishes()
	}
}

// see opens what the person has taken.
func (v *visit) see() {
	w, by := v.worker, v.proof
	v.leave()
	v.app.Show(newMine(v.app, w, by))
}

// knownWishes checks in somebody who said before what they look for, and asks who did not.
func (v *visit) knownWishes() {
	v.wait("wait.save")
	w := v.worker
	told := false
	v.app.Slow(func(ctx context.Context) (err error) {
		_, told, err = v.app.Desk.Store().Wishes(ctx, w.ID)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			v.app.Back()
			v.app.fault(err)
		case told, v.clerk != nil:
			v.arrive(desk.Guest{Worker: w}, v.number)
		case len(w.Trades) > 0:
			v.wishes.Trades = w.Trades
			v.app.Replace(newReach(v))
		default:
			v.app.Replace(newSkills(v))
		}
	})
}

// filled goes on with a form that is complete: the person is registered and checked in, and
// takes the job if there is one.
func (v *visit) filled() {
	g := desk.Guest{Worker: v.worker}
	if v.aim == toCheckIn && v.clerk == nil {
		wishes := v.wishes
		g.Wishes = &wishes
	}
	v.arrive(g, func(a desk.Arrival) {
		if v.worker.ID = a.Worker; v.aim == toTake {
			v.take()
			return
		}
		v.number(a)
	})
}

// arrive makes a check-in off the screen and goes on with it.
func (v *visit) arrive(g desk.Guest, then func(desk.Arrival)) {
	v.wait("wait.save")
	by := v.by()
	var a desk.Arrival
	v.app.Slow(func(ctx context.Context) (err error) {
		a, err = v.app.Desk.Welcome(ctx, by, g)
		return err
	}, func(err error) {
		switch {
		case err == nil:
			then(a)
		case market.Code(err) == "under16":
			v.tooYoung()
		default:
			v.app.Back()
			v.app.fault(err)
		}
	})
}

// tooYoung is the kind refusal; nothing is kept.
func (v *visit) tooYoung() {
	a := v.app
	v.leave()
	a.Show(&Message{
		app: a, name: "young", kind: Form, Icon: "school", Title: a.Words.T("young.title"), Text: a.Words.T("young.text"),
		Columns: []Column{{Lines: a.lines("hand-heart", "young.help_1", "young.help_2")}},
		Ways:    []Way{{"check-bold", a.Words.T("way.understood"), a.End}},
	})
}

// wait shows that something is under way.
func (v *visit) wait(key string) {
	if _, waits := v.app.Current().(*Wait); waits {
		v.app.Replace(newWait(v.app, key))
		return
	}
	v.app.Show(newWait(v.app, key))
}

// number shows the number of the day.
func (v *visit) number(arrival desk.Arrival) {
	n := &Number{
		app: v.app, Who: v.worker.Name, Number: arrival.Number, Again: arrival.Again,
		worker: v.worker, checkIn: arrival.CheckIn, proof: v.proof, fresh: arrival.New, by: v.by(),
	}
	n.worker.ID = arrival.Worker
	v.leave()
	v.app.Show(n)
}

// Wait is shown while something is being saved or asked for.
type Wait struct {
	Text string
	Note string
}

func newWait(a *App, key string) *Wait {
	return &Wait{Text: a.Words.T(key), Note: a.Words.T(key + "_note")}
}

// Name implements Page.
func (*Wait) Name() string { return "wait" }

// Kind implements Page.
func (*Wait) Kind() Kind { return Form }

// Forget implements Page.
func (*Wait) Forget() {}
