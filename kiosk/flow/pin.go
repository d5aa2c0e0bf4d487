package flow

import (
	"context"

	"yizhan/kiosk/store"
)

// PinLength is how many digits a staff PIN has.
const PinLength = 6

// Pin is the page on which staff press their PIN. The accounts come from the county by pull;
// the PIN alone says who it is.
type Pin struct {
	// Digits is what was pressed so far; the view shows dots.
	Digits string
	// Fault is why the last PIN was not taken, in words.
	Fault string
	// Checking says that the PIN is being looked up; keys do nothing meanwhile.
	Checking bool
	// Nobody says that no account has come from the county yet, so no PIN can be right.
	Nobody bool

	app *App
}

// NewPin makes the page.
func NewPin(app *App) *Pin {
	p := &Pin{app: app}
	p.Reload()
	return p
}

// Name implements Page.
func (p *Pin) Name() string { return "pin" }

// Kind implements Page. Nobody is signed in yet, so the page is as patient as a form.
func (p *Pin) Kind() Kind { return Form }

// Forget implements Page.
func (p *Pin) Forget() { p.Digits, p.Fault = "", "" }

// Reload implements Reloader: accounts may come with any pull.
func (p *Pin) Reload() bool {
	old := p.Nobody
	accounts, err := p.app.Desk.Store().Accounts(p.app.Context)
	p.Nobody = err == nil && len(accounts) == 0
	return p.Nobody != old
}

// Digit presses a digit; the sixth signs in.
func (p *Pin) Digit(d rune) {
	if p.Checking || len(p.Digits) >= PinLength {
		return
	}
	p.Digits += string(d)
	p.Fault = ""
	if len(p.Digits) == PinLength {
		p.signIn()
	}
	p.app.Changed()
}

// Delete takes the last digit away.
func (p *Pin) Delete() {
	if !p.Checking && p.Digits != "" {
		p.Digits = p.Digits[:len(p.Digits)-1]
		p.app.Changed()
	}
}

// Restart takes all digits away.
func (p *Pin) Restart() {
	if !p.Checking {
		p.Digits, p.Fault = "", ""
		p.app.Changed()
	}
}

// SyncNow fetches accounts when none are here.
func (p *Pin) SyncNow() {
	if p.Checking {
		return
	}
	p.Checking = true
	var code string
	p.app.Slow(func(ctx context.Context) (err error) {
		code, err = p.app.Config.Back.SyncNow(ctx)
		return err
	}, func(err error) {
		p.Checking = false
		p.Fault = syncFault(p.app, code, err)
		p.Reload()
	})
	p.app.Changed()
}

func (p *Pin) signIn() {
	p.Checking = true
	pin := p.Digits
	var account store.Account
	p.app.Slow(func(ctx context.Context) (err error) {
		account, err = p.app.Desk.SignIn(ctx, pin)
		return err
	}, func(err error) {
		p.Checking, p.Digits = false, ""
		switch {
		case err != nil:
			p.Fault = p.app.Sentence(err)
		case p.app.Current() == Page(p):
			p.app.Replace(newStaffMenu(&Clerk{app: p.app, Account: account}))
		}
	})
}
