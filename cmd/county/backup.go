package main

import (
	"context"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/safe"
)

// oneWord reads the command's only word; field names it.
func oneWord(c *line.Call, field string) (string, error) {
	words, err := c.Parse()
	if err == nil && len(words) != 1 {
		err = &market.Error{Code: "required", Field: field}
	}
	if err != nil {
		return "", err
	}
	return words[0], nil
}

// backupFile reads the command's only word, a backup, and where its key lies.
func backupFile(c *line.Call) (file, key string, err error) {
	at := c.Flags.String("key", "", "where the key of the backup lies; FILE.key when left out")
	file, err = oneWord(c, "file")
	if key = *at; key == "" {
		key = safe.Beside(file)
	}
	return file, key, err
}

func backup(ctx context.Context, c *line.Call) error {
	file, key, err := backupFile(c)
	if err != nil {
		return err
	}
	return with(ctx, c, func(a *archive.Archive) error {
		m, err := a.BackupUnder(ctx, file, key)
		if err != nil {
			return err
		}
		said := map[string]any{"ok": true, "file": file, "key": key, "generation": m.Gen, "rev": m.Rev}
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
	release, err := archive.Alone(c.Data)
	if err != nil {
		return err
	}
	defer release()
	r, err := archive.RestoreUnder(ctx, c.Data, file, key, c.Now)
	if err != nil {
		return err
	}
	return c.Say(map[string]any{"ok": true, "generation": r.Gen, "kept": r.Kept})
}

// reconcile end lets places be granted again after a restore; reconcile status says what is
// still missing.
func reconcile(ctx context.Context, c *line.Call) error {
	word, err := oneWord(c, "do")
	if err != nil {
		return err
	}
	if word != "end" && word != "status" {
		return market.Refuse("unknown_do")
	}
	return with(ctx, c, func(a *archive.Archive) error {
		if word == "end" {
			if err := a.EndReconcile(ctx); err != nil {
				return err
			}
		}
		r, err := a.Reconciling(ctx)
		if err != nil {
			return err
		}
		missing := make([]map[string]int, len(r.Missing))
		for i, o := range r.Missing {
			missing[i] = map[string]int{"station": int(o.Station), "epoch": int(o.Epoch)}
		}
		return c.Say(map[string]any{"ok": true, "generation": r.Gen, "reconciling": r.Open, "missing": missing})
	})
}
