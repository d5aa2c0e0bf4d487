package desk

import (
	"context"

	"yizhan/kiosk/store"
)

// SetScreen keeps what staff chose for the screen of this station. It is no fact and goes nowhere.
func (d *Desk) SetScreen(ctx context.Context, c store.Screen) error { return d.store.SetScreen(ctx, c) }
