package main

import (
	"context"
	"io"
)

// reportBulletin writes the 月度通报 of a month.
func reportBulletin(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "month")
	if err != nil {
		return err
	}
	b, err := r.Bulletin(ctx, words[0], r.area)
	if err != nil {
		return err
	}
	if err := r.write(map[string]func(io.Writer) error{".xlsx": func(w io.Writer) error { return r.WriteBulletin(w, b) }}); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "file": r.out, "units": len(b.Ranks), "late": len(b.Late), "missing": len(b.Gone)})
}

// reportCommunities writes what villages did in a year, for their rating.
func reportCommunities(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "year")
	if err != nil {
		return err
	}
	all, err := r.Communities(ctx, words[0], r.area)
	if err != nil {
		return err
	}
	err = r.write(map[string]func(io.Writer) error{
		".xlsx": func(w io.Writer) error { return r.WriteCommunities(w, words[0], all) },
		".csv":  func(w io.Writer) error { return r.WriteCommunitiesCSV(w, all) },
	})
	if err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "file": r.out, "communities": len(all)})
}
