package main

import (
	"context"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/safe"
)

// backupFile reads the command's only word, a backup, and where its key lies.
func backupFile(c *line.Call) (file, key string, err error) {
	at := c.Flags.String("key", "", "where the key of the backup lies; FILE.key when left out")
	words, err := c.Parse()
	if err == nil && len(words) != 1 {
		err = &market.Error{Code: "required", Field: "file"}
	}
	if err != nil {
		return "", "", err
	}
	if *at == "" {
		return words[0], safe.Beside(words[0]), nil
	}
	return words[0], *at, nil
}

func backup(ctx context.Context, c *line.Call) error {
	file, key, err := backupFile(c)
	if err != nil {
		return err
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		if _, err := d.Store().Identity(ctx); err != nil {
			return err
		}
		if err := d.Store().BackupUnder(ctx, file, key); err != nil {
			return err
		}
		said := map[string]any{"ok": true, "file": file, "key": key}
		if key == safe.Beside(file) {
			said["text"] = assets.Phrases(assets.Chinese).T("backup.keep_apart")
		}
		return c.Say(said)
	})
}

func restore(ctx context.Context, c *line.Call) error {
	file, key, err := backupFile(c)
	if err != nil {
		return err
	}
	release, err := store.Lock(c.Data)
	if err != nil {
		return err
	}
	defer release()
	kept, err := store.RestoreUnder(ctx, c.Data, file, key, c.Now)
	if err != nil {
		return err
	}
	return c.Say(map[string]any{"ok": true, "kept": kept})
}

// unhealthy is the refusal of a doctor that found a fault.
type unhealthy struct {
	error
	found map[string]any
}

func (u *unhealthy) Unwrap() error           { return u.error }
func (u *unhealthy) Details() map[string]any { return u.found }

func doctor(ctx context.Context, c *line.Call) error {
	if _, err := c.Parse(); err != nil {
		return err
	}
	return beside(ctx, c, func(d *desk.Desk) error {
		h, err := d.Store().Examine(ctx)
		if err != nil {
			return err
		}
		found := map[string]any{
			"database": !h.Damaged, "chain": h.Broken == 0, "facts": h.Facts, "unsent": h.Unsent, "parked": h.Parked,
			"quarantined": h.Bad, "restored": h.Restored, "last_round": h.Code,
		}
		if h.Damaged || h.Broken != 0 {
			return &unhealthy{market.Refuse("unhealthy"), found}
		}
		found["ok"] = true
		return c.Say(found)
	})
}
