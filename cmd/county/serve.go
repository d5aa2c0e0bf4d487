package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/sync/county"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/figures"
	"yizhan/sync/county/report"
	"yizhan/sync/county/upkeep"
)

// recount is how often the figures of the offices' pages are brought up to date.
const recount = time.Minute

func serve(ctx context.Context, c *line.Call) error {
	listen := c.Flags.String("listen", "127.0.0.1:8440", "address")
	public := c.Flags.String("public", "", "what slips begin with, such as https://ls.example.cn")
	cert := c.Flags.String("cert", "", "certificate file")
	key := c.Flags.String("key", "", "key file")
	run := runningFlags(c)
	if _, err := c.Parse(); err != nil {
		return err
	}
	proxies, err := upkeep.ParseProxies(*run.proxies)
	if err != nil {
		return err
	}
	release, err := archive.Share(c.Data)
	if err != nil {
		return err
	}
	defer release()
	a, err := archive.Open(ctx, c.Data, c.Now)
	if err != nil {
		return err
	}
	defer a.Close()
	log := slog.New(slog.NewTextHandler(c.Stderr, nil))
	l, err := net.Listen("tcp", *listen)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", *listen, err)
	}
	if err := setPublic(ctx, a, *public, l.Addr().String()); err != nil {
		return errors.Join(err, l.Close())
	}
	figured, err := report.Open(ctx, a, assets.Chinese)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	go rescreen(ctx, a, log)
	go figured.Serve(ctx, recount, func(err error) { log.Error("figures not brought up to date", "err", err) })
	all := http.NewServeMux()
	all.Handle("/", county.New(a, log, figures.Room(figured, assets.Chinese)).Handler())
	figures.Feeds(all, a, figured, log)
	watch, err := run.start(ctx, a, c.Data, all, log)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	srv := &http.Server{
		Handler: proxies.Handler(watch.Handler(all)), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute,
		WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10,
	}
	done := make(chan error, 1)
	go func() {
		if *cert != "" {
			done <- srv.ServeTLS(l, *cert, *key)
			return
		}
		done <- srv.Serve(l)
	}()
	log.Info("county serves", "addr", l.Addr().String(), "county", a.County())
	select {
	case err := <-done:
		return fmt.Errorf("serve on %s: %w", *listen, err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := srv.Shutdown(end); err != nil {
		_ = srv.Close() // a waiting pull is cut off; the station asks again
	}
	return nil
}

// setPublic keeps the given public URL, or, the first time, one made of the address.
func setPublic(ctx context.Context, a *archive.Archive, public, addr string) error {
	if public == "" {
		had, err := a.Public(ctx)
		if err != nil || had != "" {
			return err
		}
		public = "http://" + addr
	}
	return a.SetPublic(ctx, public)
}

// rescreen reads open work again with what this program knows of words. It takes some seconds in a city, once for each
// program, so the county answers meanwhile.
func rescreen(ctx context.Context, a *archive.Archive, log *slog.Logger) {
	switch n, err := a.Rescreen(ctx); {
	case err != nil && ctx.Err() == nil:
		log.Error("open work not read again", "err", err)
	case n > 0:
		log.Info("open work read again", "found_otherwise", n)
	}
}
