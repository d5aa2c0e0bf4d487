package desk

import (
	"context"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// lockAfter is how many wrong PINs in a row are free; each further one locks the desk for
// twice as long as the one before, up to maxLock.
const (
	lockAfter = 5
	firstLock = 30 * time.Second
	maxLock   = 15 * time.Minute
)

// SignIn finds the staff account of a PIN. The try is counted durably before the PIN is
// checked. It refuses with bad_pin, or with pin_locked while the desk is locked.
func (d *Desk) SignIn(ctx context.Context, pin string) (store.Account, error) {
	wrong, since, err := d.store.PinTries(ctx)
	if err != nil {
		return store.Account{}, err
	}
	now := d.now()
	if wait := lockFor(wrong) - now.Sub(time.UnixMilli(since)); wrong >= lockAfter && wait > 0 && wait <= maxLock {
		return store.Account{}, market.Refuse("pin_locked")
	}
	if err := d.store.SetPinTries(ctx, wrong+1, now.UnixMilli()); err != nil {
		return store.Account{}, err
	}
	accounts, err := d.store.Accounts(ctx)
	if err != nil {
		return store.Account{}, err
	}
	for _, a := range accounts {
		if seal.CheckPIN(a.PIN, pin) {
			return a, d.store.SetPinTries(ctx, 0, now.UnixMilli())
		}
	}
	return store.Account{}, market.Refuse("bad_pin")
}

// lockFor is how long the desk is locked after this many wrong PINs.
func lockFor(wrong int) time.Duration {
	lock := firstLock
	for i := lockAfter; i < wrong && lock < maxLock; i++ {
		lock *= 2
	}
	return min(lock, maxLock)
}
