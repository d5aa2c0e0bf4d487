package kiosk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// While home stands on the screen and nobody touches it the program dozes. The toolkit looks for events sixty times
// a second whether there are any or not, which is most of what an idle kiosk works; here its goroutine waits in
// the window system itself, until a finger comes. What others want of it meanwhile waits for dozeFor at most.
const (
	dozeFor  = 250 * time.Millisecond
	awakeFor = time.Second           // after an event, and between looks whether home is on the screen
	between  = 20 * time.Millisecond // the toolkit paints what became due
)

// doze dozes until ctx ends, which must be before the toolkit has closed its windows. atHome is called on the
// toolkit's goroutine.
func doze(ctx context.Context, atHome func() bool) {
	for wait := awakeFor; pause(ctx, wait); {
		wait = awakeFor
		fyne.DoAndWait(func() {
			if ctx.Err() != nil || !atHome() {
				return
			}
			began := time.Now()
			glfw.WaitEventsTimeout(dozeFor.Seconds())
			if time.Since(began) >= dozeFor-between { // a clock may strike a little early
				wait = between // nobody came
			}
		})
	}
}
