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
	"yizhan/kiosk/exchange"
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
	// Printer prints slips; nil where none is attached: then they are pictures in the folder.
	Printer device.Printer
	// Office prints A4 papers; nil where none is attached: then Printer prints them.
	Office device.Printer
	// Reader reads identity cards; nil where none is attached.
	Reader device.IDReader
	// Scanner reads codes, beside one that types; nil where none is attached.
	Scanner device.Scanner
}

// Kiosk is a running station.
type Kiosk struct {
	Desk *desk.Desk

	board    *board.Board // open postings, for the screen
	exchange *exchange.Shelf
	id       store.Identity
	release  func()
	crashes  *crashes
	sounds   *sounds
	courier  *courier
	spools   []*spool
	watch    *watch
	reader   device.IDReader
	scanner  device.Scanner
	log      *slog.Logger
	words    *words
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
	k := &Kiosk{Desk: desk.New(s, assets.Areas(), assets.Trades()), release: release, reader: cfg.Reader, scanner: cfg.Scanner, log: cfg.Log}
	k.sounds = newSounds(cfg.Dir, cfg.Log)
	if k.crashes, err = openCrashes(cfg.Dir, cfg.Now); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	wages, err := assets.WagesOf(cfg.Dir)
	if err != nil {
		return nil, errors.Join(err, k.Close())
	}
	k.Desk.UseWages(wages)
	if err := k.identify(ctx, cfg); err != nil {
		return nil, errors.Join(err, k.Close())
	}
	k.board = board.New(board.Config{Store: s, Areas: k.Desk.Areas(), Trades: k.Desk.Trades(), At: k.id.Area})
	k.exchange = exchange.New(filepath.Join(cfg.Dir, "tables"))
	k.courier = newCourier(k.Desk, cfg.Log)
	if cfg.Printer == nil {
		cfg.Printer = device.Folder{Dir: filepath.Join(cfg.Dir, "slips"), Dots: slip.Dots58}
	}
	k.spools = newSpools(k.Desk, cfg.Printer, cfg.Office, cfg.Log)
	k.watch = newWatch(cfg)
	k.words = newWords(cfg.Dir, cfg.Log)
	k.Desk.OnChange(k.courier.changed)
	for _, s := range k.spools {
		k.Desk.OnChange(s.wake)
	}
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

// Serve fills the board, syncs, prints and looks after the devices until ctx ends. Papers that a stop
// cut off while they were sent are unconfirmed: nobody knows whether they came out, so a person decides.
func (k *Kiosk) Serve(ctx context.Context) error {
	if err := k.Desk.Store().RecoverPrints(ctx); err != nil {
		return err
	}
	parts := []func(context.Context) error{k.board.Serve, k.courier.serve, k.watch.serve}
	for _, s := range k.spools {
		parts = append(parts, s.serve)
	}
	var all sync.WaitGroup
	errs := make([]error, len(parts))
	for i, serve := range parts {
		all.Go(func() { errs[i] = serve(ctx) })
	}
	all.Wait()
	return errors.Join(errs...)
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

// Devices implements flow.Backstage.
func (k *Kiosk) Devices() []flow.DeviceFault { return k.watch.faults() }
