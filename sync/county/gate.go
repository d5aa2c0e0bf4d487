package county

import (
	"context"
	"math/rand/v2"
	"time"

	"yizhan/sync/market"
)

// gate lets a bounded number of pushes in at once; each may hold a window of history and the
// facts of several marks. The others wait a moment and are then told to come later.
type gate chan struct{}

const (
	maxPushes = 32
	maxWait   = 2 * time.Second
)

// enter takes a place, or refuses with overload.
func (g gate) enter(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, maxWait)
	defer cancel()
	select {
	case g <- struct{}{}:
		return nil
	case <-ctx.Done():
		return market.Refuse("overload")
	}
}

func (g gate) leave() { <-g }

// retryAfter is in seconds, not the same for all, so that those who were sent away do not come back
// together.
func retryAfter() int { return 3 + rand.IntN(8) }
