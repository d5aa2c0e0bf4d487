// Package scene leads a temporary station to every page of the kiosk, in every state that people
// may see: the canned data of `kiosk -storybook` and of the tests that look at every page.
//
// Begin at All, the one list of scenes; a room's scenes stand in a file of their own and join it
// there. A scene is a name and what fingers do from home on: it plays the view-models of
// kiosk/flow on a real database with the sample market, and never makes a page by hand. Nothing
// here draws: kiosk/view paints what a scene leaves on screen.
//
// Inside a scene a fault is a panic (fail), which Play turns into an error: a scene is a list of
// steps, and each of them can only succeed.
package scene

import (
	"context"
	"fmt"
	"slices"

	"yizhan/kiosk/flow"
)

// Scene is one page in one state.
type Scene struct {
	Name   string // "done-no-paper": the page, then the state
	Market Market
	play   func(g *Stage, app *flow.App)
}

// Market is what a scene's station has on its board.
type Market int

// The markets: the sample, nothing at all, and the longest names and largest figures there are.
const (
	Sample Market = iota
	Empty
	Longest
)

// All are the scenes in the order in which people see their pages.
func All() []Scene {
	return slices.Concat(publicScenes, mineScenes, hireScenes, policyScenes, rightsScenes, stateScenes, faultScenes, staffScenes, tableScenes, hallScenes, groupScenes, aidScenes, numbersScenes, fieldScenes, mattersScenes, lineScenes, walkinScenes, writingScenes, longestScenes)
}

// Find gives the scene of a name.
func Find(name string) (Scene, bool) {
	all := All()
	i := slices.IndexFunc(all, func(s Scene) bool { return s.Name == name })
	if i < 0 {
		return Scene{}, false
	}
	return all[i], true
}

// Set opens the station of the scene; the caller closes it.
func (s Scene) Set(ctx context.Context) (*Stage, error) {
	g, err := s.set(ctx)
	if err != nil {
		return nil, fmt.Errorf("scene %s: %w", s.Name, err)
	}
	return g, nil
}

func (s Scene) set(ctx context.Context) (*Stage, error) {
	switch s.Market {
	case Sample:
		return openFilled(ctx, Area, sampleMarket)
	case Longest:
		return openFilled(ctx, longestStation(), longestMarket)
	}
	return NewStage(ctx, Area)
}

// Play leads a fresh app on the stage to the scene.
func (s Scene) Play(g *Stage) (app *flow.App, err error) {
	app = g.Open()
	return app, s.PlayOn(g, app)
}

// PlayOn leads an app that stands at home to the scene.
func (s Scene) PlayOn(g *Stage, app *flow.App) (err error) {
	defer func() {
		switch v := recover().(type) {
		case nil:
		case fault:
			err = fmt.Errorf("scene %s: %w", s.Name, v.error)
		default:
			panic(v)
		}
	}()
	s.play(g, app)
	return nil
}

// fault is why a scene cannot go on.
type fault struct{ error }

// fail ends the scene unless err is nil.
func (g *Stage) fail(err error) {
	if err != nil {
		panic(fault{err})
	}
}

func (g *Stage) failf(format string, args ...any) { panic(fault{fmt.Errorf(format, args...)}) }

// settle is Settle within a scene.
func (g *Stage) settle() { g.fail(g.Settle()) }

// on gives the current page, which must be a P.
func on[P flow.Page](g *Stage, app *flow.App) P {
	p, ok := app.Current().(P)
	if !ok {
		g.failf("on screen is %q, wanted %T", app.Current().Name(), *new(P))
	}
	return p
}

// press types digits.
func press(p interface{ Digit(rune) }, digits string) {
	for _, d := range digits {
		p.Digit(d)
	}
}
