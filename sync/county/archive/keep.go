package archive

import (
	"context"
	"fmt"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Keeping says for how many months who is known of is kept. Zero is for ever.
type Keeping struct {
	People int // a worker who came no more, an employer who wanted nobody any more: since the last that they did
	Files  int // of who complained, since the end of it; of who handed a posting in or asked for advice or a course
	Log    int // who of the offices did what, and which station asked for whom
}

// UsualKeeping is three years: what 网络招聘服务管理规定 asks of postings and files, and more than the six
// months that 网络安全法 asks of logs.
var UsualKeeping = Keeping{People: 36, Files: 36, Log: 36}

// Expired is what a look for what is kept no longer came to.
type Expired struct {
	People, Employers, Files int // whose keys were destroyed
	Rows                     int // of logs, and codes that nobody used
}

// mostAtOnce bounds the erasures of one transaction: stations wait for it.
const mostAtOnce = 100

// unusedCodes is how long a code that is over is still listed.
const unusedCodes = 30 * 24 * time.Hour

// Expire destroys the keys of those who are kept no longer, here and at every station, and deletes old rows of
// logs. What they did stays, without a name. How long ago something was is counted from the last day on
// which a station worked, or from now where that is earlier: a clock that jumped ahead erases nobody. It does
// nothing while a restored county reconciles: what people did since is not here yet.
func (a *Archive) Expire(ctx context.Context, k Keeping) (out Expired, err error) {
	var worker, firms []string
	var files []seal.Tag
	var since time.Time
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		open, err := getMeta(ctx, tx, "reconcile")
		if err != nil || len(open) > 0 {
			return err
		}
		if since, err = a.lastWork(ctx, tx); err != nil || since.IsZero() {
			return err
		}
		if k.People > 0 {
			before := since.AddDate(0, -k.People, 0)
			if worker, err = goneWorkers(ctx, tx, before); err != nil {
				return err
			}
			if firms, err = goneEmployers(ctx, tx, before); err != nil {
				return err
			}
		}
		if k.Files > 0 {
			files, err = oldFiles(ctx, tx, since.AddDate(0, -k.Files, 0))
		}
		return err
	})
	if err != nil || since.IsZero() {
		return out, err
	}
	if out.People, err = a.eraseAll(ctx, worker); err != nil {
		return out, err
	}
	if out.Employers, err = a.eraseAll(ctx, firms); err != nil {
		return out, err
	}
	if out.Files, err = a.eraseFiles(ctx, files); err != nil {
		return out, err
	}
	out.Rows, err = a.expireRows(ctx, since, k.Log)
	return out, err
}

// lastWork gives the end of the last day, today at the latest, on which somebody checked in anywhere; zero
// for never.
func (a *Archive) lastWork(ctx context.Context, tx *sqldb.Tx) (time.Time, error) {
	now := a.now().In(market.Zone)
	var day string
	err := tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(day), '') FROM check_in WHERE day <= ?`, now.Format(time.DateOnly)).Scan(&day)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the last day of work: %w", err)
	}
	at, err := time.ParseInLocation(time.DateOnly, day, market.Zone)
	if err != nil {
		return time.Time{}, nil //nolint:nilerr // nobody has worked yet
	}
	if at = at.AddDate(0, 0, 1); now.Before(at) {
		at = now
	}
	return at, nil
}

// goneWorkers gives one registration of everybody who was not heard of since before: no check-in, no
// match, no registration. Registrations of one person count together.
func goneWorkers(ctx context.Context, tx *sqldb.Tx, before time.Time) (gone []string, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		gone = append(gone, id)
		return err
	}, `WITH here AS MATERIALIZED (
			SELECT worker FROM check_in WHERE day >= ? UNION SELECT worker FROM match WHERE at >= ? UNION SELECT worker FROM help WHERE at >= ?),
		person AS MATERIALIZED (
			SELECT i.person FROM here h JOIN identity i ON i.worker = h.worker),
		kept AS MATERIALIZED (
			SELECT worker FROM here UNION SELECT i.worker FROM identity i WHERE i.person IN (SELECT person FROM person)
			UNION SELECT o.worker FROM merged m JOIN merged o ON o.keep = m.keep WHERE m.worker IN (SELECT worker FROM here))
		SELECT w.id FROM worker w JOIN person_key k ON k.tag = w.tag WHERE w.id NOT IN (SELECT worker FROM kept)`,
		before.In(market.Zone).Format(time.DateOnly), before.UnixMilli(), before.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("look for who came no more: %w", err)
	}
	return olderThan(ctx, tx, gone, before)
}

// goneEmployers gives the employers who put nothing up since before.
func goneEmployers(ctx context.Context, tx *sqldb.Tx, before time.Time) (gone []string, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		gone = append(gone, id)
		return err
	}, `SELECT e.id FROM employer e JOIN person_key k ON k.tag = e.contact_tag
		WHERE e.id NOT IN (SELECT employer FROM posting WHERE opened_at >= ? OR last_day >= ?)`,
		before.UnixMilli(), before.In(market.Zone).Format(time.DateOnly))
	if err != nil {
		return nil, fmt.Errorf("look for who wanted nobody any more: %w", err)
	}
	return olderThan(ctx, tx, gone, before)
}

// olderThan leaves the things of which nothing was said since before.
func olderThan(ctx context.Context, tx *sqldb.Tx, things []string, before time.Time) (old []string, err error) {
	for _, id := range things {
		last, known := int64(0), false
		err := each(ctx, tx, func(scan func(...any) error) error {
			var raw []byte
			if err := scan(&raw); err != nil {
				return err
			}
			if f, err := record.Decode(raw); err == nil { // one that cannot be read is in quarantine
				last, known = max(last, f.At), true
			}
			return nil
		}, `SELECT bytes FROM fact WHERE thing = ?`, id)
		if err != nil {
			return nil, fmt.Errorf("read what was said of %s: %w", id, err)
		}
		if known && last < before.UnixMilli() {
			old = append(old, id)
		}
	}
	return old, nil
}

// oldFiles gives the tags of those who complained, handed a posting in, or asked for advice or a course, of
// what is over since before. A tag that is a worker's or an employer's own is theirs.
func oldFiles(ctx context.Context, tx *sqldb.Tx, before time.Time) (tags []seal.Tag, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var b []byte
		if err := scan(&b); err != nil {
			return err
		}
		var t seal.Tag
		if copy(t[:], b) == len(t) {
			tags = append(tags, t)
		}
		return nil
	}, `WITH old AS (
			SELECT tag FROM complaint WHERE state = 'closed' AND at < ?1 AND moved_at < ?1
			UNION SELECT tag FROM proposal WHERE state <> 'waits' AND at < ?1
			UNION SELECT tag FROM guidance WHERE at < ?1
			UNION SELECT tag FROM wish WHERE at < ?1)
		SELECT o.tag FROM old o JOIN person_key k ON k.tag = o.tag
		WHERE o.tag NOT IN (SELECT tag FROM worker) AND o.tag NOT IN (SELECT contact_tag FROM employer)`, before.UnixMilli())
	if err != nil {
		return nil, fmt.Errorf("look for files that are over: %w", err)
	}
	return tags, nil
}

// eraseAll destroys the keys of workers or employers, some in each transaction, and says how many people
// that were. Who was erased meanwhile is passed over.
func (a *Archive) eraseAll(ctx context.Context, ids []string) (n int, err error) {
	for len(ids) > 0 {
		some := ids[:min(mostAtOnce, len(ids))]
		ids = ids[len(some):]
		done := 0
		err := a.update(ctx, func(w *writer) error {
			for _, id := range some {
				live, err := list(w, scanID, `SELECT 1 FROM person_key WHERE tag IN (SELECT tag FROM worker WHERE id = ?1 UNION SELECT contact_tag FROM employer WHERE id = ?1)`, id)
				if err != nil {
					return fmt.Errorf("look for the key of %s: %w", id, err)
				}
				if len(live) == 0 { // another registration of the same person was first
					continue
				}
				if _, err := w.erase(id); err != nil {
					return err
				}
				done++
			}
			w.scrub = done > 0
			return nil
		})
		if err != nil {
			return n, fmt.Errorf("erase who is kept no longer: %w", err)
		}
		n += done
	}
	return n, nil
}

// eraseFiles destroys keys by their tags.
func (a *Archive) eraseFiles(ctx context.Context, tags []seal.Tag) (n int, err error) {
	for len(tags) > 0 {
		some := tags[:min(mostAtOnce, len(tags))]
		tags = tags[len(some):]
		err := a.update(ctx, func(w *writer) error {
			ref, err := w.ownRef()
			if err != nil {
				return err
			}
			w.scrub = true
			return w.put(record.PersonErased, ref, toAll, record.Erased{Tags: some})
		})
		if err != nil {
			return n, fmt.Errorf("erase of files that are over: %w", err)
		}
		n += len(some)
	}
	return n, nil
}

// expireRows deletes rows of logs, and codes that nobody used.
func (a *Archive) expireRows(ctx context.Context, since time.Time, months int) (n int, err error) {
	err = a.db.Update(ctx, func(tx *sqldb.Tx) error {
		remove := func(query string, before time.Time) error {
			done, err := tx.ExecContext(ctx, query, before.UnixMilli())
			if err != nil {
				return fmt.Errorf("delete old rows: %w", err)
			}
			rows, err := done.RowsAffected()
			n += int(rows)
			return err
		}
		if months > 0 {
			for _, query := range []string{`DELETE FROM deed WHERE at < ?`, `DELETE FROM lookup WHERE at < ?`} {
				if err := remove(query, since.AddDate(0, -months, 0)); err != nil {
					return err
				}
			}
		}
		return remove(`DELETE FROM code WHERE sign IS NULL AND made_at < ?`, since.Add(-CodeLasts-unusedCodes))
	})
	return n, err
}
