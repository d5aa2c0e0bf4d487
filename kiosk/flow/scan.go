package flow

import (
	"context"

	"yizhan/kiosk/desk"
)

// Scan is the door 扫码.
func (h *Home) Scan() { h.app.Show(newWho(h.app, toSee, nil)) }

// Scanned takes what a scanner read, on whatever page. What it means is for desk.ReadCode; here
// stands what follows from it. It must be called on the screen's goroutine.
func (a *App) Scanned(text string) {
	var c desk.Code
	a.Slow(func(ctx context.Context) (err error) {
		c, err = a.Desk.ReadCode(ctx, text)
		return err
	}, func(err error) {
		if call, ok := a.Current().(*LastCall); ok {
			call.GoOn()
		}
		if !a.mayScan() {
			return
		}
		if err != nil {
			a.fault(err)
			return
		}
		a.act(c)
	})
}

// mayScan says whether a code may change what is on screen: not while something is being saved,
// and not over the staff's pages, where it would show one person another's.
func (a *App) mayScan() bool {
	switch p := a.Current(); p.(type) {
	case *Wait, *Hello:
		return false
	default:
		return p.Kind() != Staff
	}
}

// act does what a code is good for.
func (a *App) act(c desk.Code) {
	switch c.Kind {
	case desk.WorkerCode:
		a.recognised(c, ByCard)
	case desk.MatchSlip:
		if c.Worker.ID != "" {
			a.recognised(c, BySlip)
			return
		}
		a.anew(func() { a.Show(newScanResult(a, c)) })
	case desk.PostingSlip, desk.UnknownSlip:
		a.anew(func() { a.Show(newScanResult(a, c)) })
	case desk.StaffCode:
		a.anew(func() { a.Show(NewPin(a)) })
	case desk.VoidCard:
		a.noUse("void_card", "credit-card-outline")
	case desk.BadSlip:
		a.noUse("bad_slip", "ticket-confirmation")
	default:
		a.noUse("alien", "qrcode-scan")
	}
}

// recognised goes on with a person whom a code names: the page that asks who they are takes it for
// an answer, any other page belongs to somebody who is gone.
func (a *App) recognised(c desk.Code, by Proof) {
	if w, ok := a.Current().(*Who); ok {
		w.stop()
		w.known(c.Worker, by)
		return
	}
	a.anew(func() { a.Show(newMine(a, c.Worker, by)) })
}

// anew wipes what was on screen before it shows what a code means: whoever scans begins a visit.
func (a *App) anew(show func()) {
	a.End()
	show()
}

// noUse says that a code leads nowhere here, and what to do instead.
func (a *App) noUse(name, icon string) {
	t := a.Words.T
	if m, ok := a.Current().(*Message); ok && m.name == name {
		a.Back() // the same code under the scanner again
	}
	a.sheet(&Message{
		name: name, kind: Form, Icon: icon, Mood: Warn, Title: t("scan." + name), Text: t("scan." + name + "_text"),
		Columns: []Column{{Lines: a.lines("information", "scan."+name+"_1", "scan."+name+"_2")}},
		Ways:    []Way{a.understood()},
	})
}
