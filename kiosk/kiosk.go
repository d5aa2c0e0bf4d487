// Package kiosk assembles a station: its database, its desk, the background sync with the
// county, and the print queue. The window is in window.go.
//
// Begin at New, which opens the station's folder, and Serve, which runs until its context
// ends. Nothing here decides anything about the market.
package kiosk

import (
	"context"
	"errors"
	"log/slog"
	"path/filepath"
	"sync"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/board"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Config is what a kiosk is made of.
type Config struct {
	Dir  string // the station's folder
	Now  func() time.Time
	Log  *slog.Logger
	URL  string // of the county, to enrol with Code first; both empty on an enrolled station
	Code string
	// Reader reads identity cards; nil where none is attached.
	Reader device.IDReader
}

// Kiosk is a running station.
type Kiosk struct {
	Desk *desk.Desk

	board   *board.Board // open postings, for the screen
	id      store.Identity
	release func()
	crashes *crashes
	sounds  *sounds
	courier *courier
	spool   *spool
	words   *words
	reader  device.IDReader
	log     *slog.Logger
}

// New opens the station in cfg.Dir for this process alone. It refuses with busy while another
// process holds the folder, and with not_enrolled when it is no station and no code is given.
func New(ctx context.Context, cfg Config) (*Kiosk, error) {
	release, err := store.Lock(cfg.Dir)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, cfg.Dir, cfg.Now)
	if err != nil {
		release()
		return nil, err
	}
	k := &Kiosk{Desk: desk.New(s, assets.Areas(), assets.Trades()), release: release, reader: cfg.Reader, log: cfg.Log}
	k.sounds = newSounds(cfg.Dir, cfg.Log)
	if k.crashes, err = openCrashes(cfg.Dir, cfg.Now); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	if err := k.identify(ctx, cfg); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	k.board = board.New(board.Config{Store: s, Areas: k.Desk.Areas(), Trades: k.Desk.Trades(), At: k.id.Area})
	k.courier = newCourier(k.Desk, cfg.Log)
	k.spool = newSpool(k.Desk, device.Folder{Dir: filepath.Join(cfg.Dir, "slips"), Dots: slip.Dots58}, cfg.Log)
	k.words = newWords(cfg.Dir, cfg.Log)
	k.Desk.OnChange(k.courier.changed)
	k.Desk.OnChange(k.spool.wake)
	return k, k.courier.load(ctx)
}

func (k *Kiosk) identify(ctx context.Context, cfg Config) (err error) {
	k.id, err = k.Desk.Store().Identity(ctx)
	if errors.Is(err, store.ErrNotEnrolled) && cfg.Code != "" {
		if _, _, err := desk.Enrol(ctx, k.Desk.Store(), cfg.URL, cfg.Code); err != nil {
			return err
		}
		k.id, err = k.Desk.Store().Identity(ctx)
	}
	return err
}

// Close lets go of the folder.
func (k *Kiosk) Close() error {
	err := k.Desk.Store().Close()
	k.release()
	return err
}

// Name is the market's official name.
func (k *Kiosk) Name() string { return market.MarketName(k.Desk.Areas(), k.id.Area, k.id.Name) }

// Area is where the station stands.
func (k *Kiosk) Area() market.AreaCode { return k.id.Area }

// Serve fills the board, syncs and prints until ctx ends.
func (k *Kiosk) Serve(ctx context.Context) error {
	var all sync.WaitGroup
	errs := make(chan error, 3)
	for _, serve := range []func(context.Context) error{k.board.Serve, k.courier.serve, k.spool.serve} {
		all.Go(func() { errs <- serve(ctx) })
	}
	all.Wait()
	return errors.Join(<-errs, <-errs, <-errs)
}

// SyncState implements flow.Backstage.
func (k *Kiosk) SyncState() flow.SyncState { return k.courier.current() }

// SyncNow implements flow.Backstage.
func (k *Kiosk) SyncNow(ctx context.Context) (string, error) {
	r, err := k.courier.round(ctx)
	return r.Code, err
}

// PrintState implements flow.Backstage.
func (k *Kiosk) PrintState(ctx context.Context, job int64) (string, error) {
	j, err := k.Desk.Store().PrintJob(ctx, job)
	return string(j.State), err
}
