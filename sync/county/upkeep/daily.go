package upkeep

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// Daily does what has to be done once a day: a backup that was put back and read, and the look for what is
// kept no longer. Both are done in the night, or at once where the county did not run then.
type Daily struct {
	Archive *archive.Archive
	Log     *slog.Logger

	Folder string          // of backups, on another disk; "" makes none
	Key    string          // opens them; it is made where there is none
	Data   string          // the county's folder, where the key should not lie
	Keep   archive.Keeping // who is kept how long

	begun         bool
	backed, swept time.Time // when it was done last, or tried
}

// At what hour, and how many backups are kept.
const (
	nightHour   = 2
	keptBackups = 14
)

// lookEvery is how often it is looked whether something is to be done; retryEvery how long after a backup
// failed it is tried again.
const (
	lookEvery  = time.Minute
	retryEvery = time.Hour
)

// The names of backups begin and end like this, with the moment between; others in the folder are left alone.
const (
	backupBegins = "yizhan-"
	backupEnds   = ".backup"
	backupMoment = "20060102-150405"
)

// Serve does it until ctx ends. What fails is in the log, and an old backup on the page of the day.
func (d *Daily) Serve(ctx context.Context) {
	again := time.NewTicker(lookEvery)
	defer again.Stop()
	for {
		d.Do(ctx)
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// Do does what is due now.
func (d *Daily) Do(ctx context.Context) {
	now := d.Archive.Now()
	night := lastNight(now)
	if !d.begun {
		d.begun = true
		d.begin(ctx)
	}
	if d.Folder != "" && d.backupDue(ctx, now, night) {
		d.backed = now
		d.nightly(ctx, now)
	}
	if d.swept.Before(night) {
		d.swept = now
		switch done, err := d.Archive.Expire(ctx, d.Keep); {
		case err != nil:
			d.Log.Error("what is kept no longer was not erased", "err", err)
		case done != archive.Expired{}:
			d.Log.Info("what is kept no longer was erased", "workers", done.People, "employers", done.Employers, "files", done.Files, "rows", done.Rows)
		}
	}
}

// backupCodes are why a backup does not count; anything else is internal. The page of the day has words for each.
var backupCodes = []string{"backup_file", "backup_key", "bad_backup"}

// nightly makes a backup and notes how it went.
func (d *Daily) nightly(ctx context.Context, now time.Time) {
	file, err := d.backup(ctx, now)
	stands := archive.Nightly{At: now, KeyHere: d.keyHere()}
	if err != nil {
		if stands.Code = market.Code(err); !slices.Contains(backupCodes, stands.Code) {
			stands.Code = "internal"
		}
		d.Log.Error("daily backup failed", "code", stands.Code, "err", err)
	} else {
		d.Log.Info("daily backup made and put back", "file", filepath.Base(file))
	}
	if err := d.Archive.NoteNightly(ctx, &stands); err != nil {
		d.Log.Error("how the daily backup went is not noted", "err", err)
	}
}

// lastNight is the newest moment at which things are done.
func lastNight(now time.Time) time.Time {
	now = now.In(market.Zone)
	at := time.Date(now.Year(), now.Month(), now.Day(), nightHour, 0, 0, 0, market.Zone)
	if at.After(now) {
		at = at.AddDate(0, 0, -1)
	}
	return at
}

// backupDue says whether none was proved whole since the night, and none failed a moment ago.
func (d *Daily) backupDue(ctx context.Context, now, night time.Time) bool {
	if !d.backed.IsZero() && now.Sub(d.backed) < retryEvery && !now.Before(d.backed) {
		return false
	}
	last, err := d.Archive.LastBackup(ctx)
	if err != nil {
		d.Log.Error("last backup not known", "err", err)
		return false
	}
	return last.Before(night)
}

// backup makes one, puts it back into a folder aside, and then lets the oldest go.
func (d *Daily) backup(ctx context.Context, now time.Time) (file string, err error) {
	if err := os.MkdirAll(d.Folder, 0o700); err != nil {
		return "", fmt.Errorf("%w: %w", market.Refuse("backup_file"), err)
	}
	file = filepath.Join(d.Folder, backupBegins+now.In(market.Zone).Format(backupMoment)+backupEnds)
	if _, err := d.Archive.BackupUnder(ctx, file, d.Key); err != nil {
		return file, err
	}
	if err := d.forget(); err != nil { // the new one counts all the same
		d.Log.Error("old backups not taken away", "err", err)
	}
	return file, nil
}

// forget takes away all but the newest backups, and what a program that was stopped in the middle left of one.
func (d *Daily) forget() error {
	for _, half := range []string{".new", ".new.part", ".part"} {
		left, err := filepath.Glob(filepath.Join(d.Folder, backupBegins+"*"+backupEnds+half))
		if err != nil {
			return fmt.Errorf("list unfinished backups: %w", err)
		}
		for _, file := range left {
			if err := os.Remove(file); err != nil {
				return fmt.Errorf("take away an unfinished backup: %w", err)
			}
		}
	}
	all, err := filepath.Glob(filepath.Join(d.Folder, backupBegins+"*"+backupEnds))
	if err != nil {
		return fmt.Errorf("list backups: %w", err)
	}
	slices.Sort(all)
	for len(all) > keptBackups {
		if err := os.Remove(all[0]); err != nil {
			return fmt.Errorf("take away the oldest backup: %w", err)
		}
		all = all[1:]
	}
	return nil
}
