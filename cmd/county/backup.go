package main

import (
	"context"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
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

func backup(ctx context.Context, c *line.Call) error {
	file, err := oneWord(c, "file")
	if err != nil {
		return err
	}
	return with(ctx, c, func(a *archive.Archive) error {
		m, err := a.Backup(ctx, file)
		if err != nil {
			return err
		}
		return c.Say(map[string]any{"ok": true, "file": file, "generation": m.Gen, "rev": m.Rev})
	})
}

func restore(ctx context.Context, c *line.Call) error {
	file, err := oneWord(c, "file")
	if err != nil {
		return err
	}
	release, err := archive.Alone(c.Data)
	if err != nil {
		return err
	}
	defer release()
	r, err := archive.Restore(ctx, c.Data, file, c.Now)
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
