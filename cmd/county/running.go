package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/upkeep"
)

// running is what a serve does beside answering.
type running struct {
	proxies, backups, key, watch *string
	keep                         archive.Keeping
}

// runningFlags are its options.
func runningFlags(c *line.Call) *running {
	r := &running{
		proxies: c.Flags.String("trusted-proxy", "", "networks of the proxies before the county, between commas"),
		backups: c.Flags.String("backup", "", "folder for a backup each night"),
		key:     c.Flags.String("backup-key", "", "where the key of the backups lies"),
		watch:   c.Flags.String("watch", "", "address of /metrics and /healthz"),
	}
	usual := archive.UsualKeeping
	c.Flags.IntVar(&r.keep.People, "keep-people", usual.People, "months that who came no more is kept; 0 for ever")
	c.Flags.IntVar(&r.keep.Files, "keep-files", usual.Files, "months that files are kept after their end; 0 for ever")
	c.Flags.IntVar(&r.keep.Log, "keep-log", usual.Log, "months that logs are kept; 0 for ever")
	return r
}

// start begins the daily work and the measuring, until ctx ends.
func (r *running) start(ctx context.Context, a *archive.Archive, data string, all *http.ServeMux, log *slog.Logger) (*upkeep.Watch, error) {
	checker := upkeep.NewChecker(a, data)
	all.HandleFunc("GET /healthz", checker.Public)
	watch := upkeep.NewWatch(checker, log)
	if *r.watch != "" {
		l, err := net.Listen("tcp", *r.watch)
		if err != nil {
			return nil, fmt.Errorf("listen on %s: %w", *r.watch, err)
		}
		mux := http.NewServeMux()
		watch.Register(mux)
		srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second}
		context.AfterFunc(ctx, func() { _ = srv.Close() })
		go func() { _ = srv.Serve(l) }() // it ends with the program
		log.Info("county is watched", "addr", l.Addr().String())
	}
	key := *r.key
	if key == "" {
		key = filepath.Join(data, "backup.key")
	}
	daily := &upkeep.Daily{Archive: a, Log: log, Folder: *r.backups, Key: key, Data: data, Keep: r.keep}
	go daily.Serve(ctx)
	return watch, nil
}
