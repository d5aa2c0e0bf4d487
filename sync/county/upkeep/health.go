package upkeep

import (
	"context"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"yizhan/sync/county/archive"
)

// Health is how the county is.
type Health struct {
	OK       bool     `json:"ok"`       // stations and phones are served
	Troubles []string `json:"troubles"` // what somebody should look at: codes below
	At       string   `json:"at"`

	Generation  uint32 `json:"generation"`
	Rev         uint64 `json:"rev"`
	Reconciling bool   `json:"reconciling"` // restored, and nothing is granted yet
	Stations    int    `json:"stations"`    // at work
	Silent      int    `json:"silent"`      // of them, not heard of for a day
	Unsent      int    `json:"unsent"`      // facts that stations said they still have
	OldestSent  string `json:"oldest_sent"` // when the station was heard of that has waited longest with unsent facts; "" for none
	LastBackup  string `json:"last_backup"` // that was proved whole; "" for none
	DiskFree    uint64 `json:"disk_free"`   // bytes; 0 where it is not known
	Database    int64  `json:"database"`    // bytes
}

// Codes of what is wrong. With the first two nothing can be accepted, so the county is not OK.
const (
	NotWritable = "not_writable"
	DiskFull    = "disk_full"
	DiskLow     = "disk_low"
	BackupOld   = "backup_old"
	BackupNone  = "backup_none"
	BackupFails = "backup_failed"   // the last one of the night: see the log
	BackupKey   = "backup_key_here" // what opens the backups lies on this machine, in the county's folder or with them
	Unrestored  = "reconciling"
)

// How little of the disk counts as low and as full, in bytes.
const (
	lowDisk  = 2 << 30
	fullDisk = 64 << 20
)

// checkEvery bounds how often the database is written for a look at health: anybody may ask.
const checkEvery = 10 * time.Second

// lookTime is how long the database may take to be written: one that takes longer does not work.
const lookTime = 5 * time.Second

// Checker looks at a county's health.
type Checker struct {
	archive *archive.Archive
	dir     string

	mu   sync.Mutex
	at   time.Time
	last Health
}

// NewChecker looks after the county in dir.
func NewChecker(a *archive.Archive, dir string) *Checker { return &Checker{archive: a, dir: dir} }

// Health looks, or gives what was seen a moment ago.
func (c *Checker) Health(ctx context.Context) Health {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.archive.Now()
	if d := now.Sub(c.at); !c.at.IsZero() && d >= 0 && d < checkEvery {
		return c.last
	}
	// Whoever asks first and goes away must not decide what the next ones are told.
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), lookTime)
	defer stop()
	c.at, c.last = now, c.look(ctx, now)
	return c.last
}

func (c *Checker) look(ctx context.Context, now time.Time) Health {
	h := Health{OK: true, Troubles: []string{}, At: stamp(now)}
	trouble := func(code string, stops bool) {
		h.Troubles = append(h.Troubles, code)
		h.OK = h.OK && !stops
	}
	p, err := c.archive.Pulse(ctx)
	if err != nil {
		trouble(NotWritable, true)
		return h
	}
	h.Generation, h.Rev, h.Reconciling, h.Database = p.Gen, p.Rev, p.Reconciling, p.Size
	h.Stations, h.Silent, h.Unsent, h.OldestSent, h.LastBackup = p.Stations, p.Silent, p.Unsent, stamp(p.OldestUnsent), stamp(p.LastBackup)
	free, _, err := space(c.dir)
	switch h.DiskFree = free; {
	case err != nil: // not known on this system
	case free < fullDisk:
		trouble(DiskFull, true)
	case free < lowDisk:
		trouble(DiskLow, false)
	}
	switch {
	case p.BackupDue && p.LastBackup.IsZero():
		trouble(BackupNone, false)
	case p.BackupDue:
		trouble(BackupOld, false)
	}
	if p.Nightly.Failed() {
		trouble(BackupFails, false)
	}
	if p.Nightly.KeyHere {
		trouble(BackupKey, false)
	}
	if p.Reconciling {
		trouble(Unrestored, false)
	}
	return h
}

// stamp is a moment as machines read it, "" for none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// Public answers whoever asks whether the county works, and with nothing else: 200 or 503.
func (c *Checker) Public(w http.ResponseWriter, r *http.Request) {
	h := c.Health(r.Context())
	say(w, h.OK, map[string]bool{"ok": h.OK})
}

// Whole answers somebody who looks after the county, on an address that others do not reach.
func (c *Checker) Whole(w http.ResponseWriter, r *http.Request) {
	h := c.Health(r.Context())
	say(w, h.OK, h)
}

func say(w http.ResponseWriter, ok bool, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_ = json.NewEncoder(w).Encode(v) // whoever is gone asks again
}
