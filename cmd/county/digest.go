package main

import (
	"context"
	"io"

	"yizhan/assets"
	"yizhan/sync/county/figures"
)

// reportDigest writes the open work for chat groups (.txt), other programs (.json) and readers (.xml).
func reportDigest(ctx context.Context, r *reportCall) error {
	d, err := r.Digest(ctx, r.area)
	if err != nil {
		return err
	}
	poster := figures.PosterOf(r.Report, assets.Chinese, d, r.link)
	err = r.write(map[string]func(io.Writer) error{
		".txt":  func(w io.Writer) error { return r.WriteText(w, d) },
		".json": func(w io.Writer) error { return r.WriteJSON(w, d, r.hrss) },
		".xml":  func(w io.Writer) error { return r.WriteRSS(w, d, r.link) },
		".png":  poster.WritePNG,
		".pdf":  poster.WritePDF,
	})
	if err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "file": r.out, "items": len(d.Items), "wanted": d.Wanted})
}
