package flow

import (
	"context"
	"errors"
	"runtime/debug"
)

// mostCrashes is how many panics one run of the program mends. After that a fresh program is the
// better answer, and the supervisor starts one.
const mostCrashes = 10

// errCrashed is what slow work that panicked ends with.
var errCrashed = errors.New("the work panicked")

// Guard runs what a finger, the clock or the store set off. A panic in it is noted, everything of the
// person is wiped, and home is shown with a word about it: what was saved is saved (I1), what was
// not is not claimed. A panic while home is being shown, or one too many, goes on to the caller.
func (a *App) Guard(f func()) {
	defer func() {
		if v := recover(); v != nil {
			a.mend(v, debug.Stack())
		}
	}()
	f()
}

// mend brings home after a panic.
func (a *App) mend(v any, stack []byte) {
	if a.Crashed != nil {
		a.Crashed(v, stack)
	}
	if a.crashes++; a.mending || a.crashes > mostCrashes {
		panic(v)
	}
	a.mending = true
	a.turn++
	for _, p := range a.stack {
		forget(p)
	}
	a.stack = []Page{a.home()}
	a.Toast(a.Words.T("crash.home"))
	a.Changed()
	a.wiped()
	a.mending = false
}

// forget lets a page forget that may be the broken one; it leaves the stack whatever it does.
func forget(p Page) {
	defer func() { _ = recover() }()
	p.Forget()
}

// attempt does slow work; a panic in it, off the screen's goroutine, is noted and becomes an error.
func (a *App) attempt(work func(ctx context.Context) error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			if a.Crashed != nil {
				a.Crashed(v, debug.Stack())
			}
			err = errCrashed
		}
	}()
	return work(a.Context)
}
