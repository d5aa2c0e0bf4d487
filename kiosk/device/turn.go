package device

import (
	"context"
	"sync"
)

// Turn lets one at a time at a device. It can be waited for with a context, which a mutex cannot: whoever has it
// may be stuck in the system. The zero Turn is free.
type Turn struct {
	made sync.Once
	held chan struct{}
}

// Take waits until it is free, and gives ctx's error when that ends before.
func (t *Turn) Take(ctx context.Context) error {
	if t.Try() {
		return nil
	}
	select {
	case t.one() <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Try takes it if it is free.
func (t *Turn) Try() bool {
	select {
	case t.one() <- struct{}{}:
		return true
	default:
		return false
	}
}

// Give gives it back, from whatever goroutine.
func (t *Turn) Give() { <-t.one() }

func (t *Turn) one() chan struct{} {
	t.made.Do(func() { t.held = make(chan struct{}, 1) })
	return t.held
}
