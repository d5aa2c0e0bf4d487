package flow

import (
	"context"

	"yizhan/kiosk/store"
)

// Screen is what staff chose for this screen.
func (a *App) Screen() store.Screen { return a.screen }

// readScreen reads it; a station whose database cannot be read keeps the usual.
func (a *App) readScreen() {
	if c, err := a.Desk.Store().Screen(a.Context); err == nil {
		a.screen = c
	}
}

// chooseScreen keeps another choice and shows it when it is kept.
func (a *App) chooseScreen(c store.Screen) {
	a.Slow(func(ctx context.Context) error { return a.Desk.SetScreen(ctx, c) }, func(err error) {
		if err != nil {
			a.fault(err)
			return
		}
		a.screen = c
	})
}

// ToggleDark changes between the light and the dark theme, for good.
func (p *StaffStation) ToggleDark() {
	c := p.app.screen
	c.Dark = !c.Dark
	p.app.chooseScreen(c)
}

// ToggleSound turns the sounds of the screen off or on, for good.
func (p *StaffStation) ToggleSound() {
	c := p.app.screen
	c.Quiet = !c.Quiet
	p.app.chooseScreen(c)
}
