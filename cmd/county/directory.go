package main

import (
	"context"
	"io"
	"strconv"

	"yizhan/sync/market"
)

// reportDirectory writes the directory of markets.
func reportDirectory(ctx context.Context, r *reportCall) error {
	all, err := r.Directory(ctx, r.area)
	if err != nil {
		return err
	}
	err = r.write(map[string]func(io.Writer) error{
		".xlsx": func(w io.Writer) error { return r.WriteDirectory(w, all) },
		".csv":  func(w io.Writer) error { return r.WriteDirectoryCSV(w, all) },
	})
	if err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "file": r.out, "rows": len(all)})
}

// reportWrite puts words into a field of a station's row.
func reportWrite(ctx context.Context, r *reportCall) error {
	words, err := r.need(3, "value")
	if err != nil {
		return err
	}
	n, err := strconv.ParseUint(words[0], 10, 16)
	if err != nil || n == 0 {
		return &market.Error{Code: "bad_value", Field: "station"}
	}
	if err := r.Write(ctx, uint16(n), words[1], words[2], r.by); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true})
}
