package figures

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// Feeds puts the open work on mux, for other sites and for readers: /feed.json (?names=hrss) and /feed.xml,
// each with ?area=CODE. Nothing of a person is in them.
func Feeds(mux *http.ServeMux, a *archive.Archive, r *report.Report, log *slog.Logger) {
	serve := func(kind string, write func(context.Context, io.Writer, *report.Digest, *http.Request) error) http.HandlerFunc {
		return func(w http.ResponseWriter, req *http.Request) {
			d, err := r.Digest(req.Context(), market.AreaCode(req.URL.Query().Get("area")))
			if market.Code(err) != "" {
				http.Error(w, market.Code(err), http.StatusNotFound)
				return
			}
			var b bytes.Buffer
			if err == nil {
				err = write(req.Context(), &b, d, req)
			}
			if err != nil {
				log.Error("feed failed", "path", req.URL.Path, "err", err)
				http.Error(w, "", http.StatusServiceUnavailable)
				return
			}
			w.Header().Set("Content-Type", kind)
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Cache-Control", "public, max-age=300")
			_, _ = b.WriteTo(w) // a reader that is gone asks again
		}
	}
	mux.HandleFunc("GET /feed.json", serve("application/json; charset=utf-8", func(_ context.Context, w io.Writer, d *report.Digest, req *http.Request) error {
		return r.WriteJSON(w, d, req.URL.Query().Get("names") == "hrss")
	}))
	mux.HandleFunc("GET /feed.xml", serve("application/rss+xml; charset=utf-8", func(ctx context.Context, w io.Writer, d *report.Digest, _ *http.Request) error {
		link, err := a.Public(ctx)
		if err != nil {
			return err
		}
		return r.WriteRSS(w, d, link)
	}))
}
