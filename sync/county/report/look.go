package report

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// chunk is how many facts are looked at in one transaction.
const chunk = 20_000

// looking is a look at the facts that came since the last.
type looking struct {
	ctx      context.Context
	tx       *sqldb.Tx
	from, to uint64 // revs
	facts    int
	spans    map[string]uint64 // to the newest rev that changes it
	clerks   map[clerkKey]int
	heads    map[market.Origin]uint64
}

type clerkKey struct {
	month   string
	station uint16
	account string
	kind    record.Kind
}

// look finds what the next facts change, notes it, and says whether there are more.
func (r *Report) look(ctx context.Context) (more bool, err error) {
	l := newLook(ctx)
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		l.tx = tx
		return l.read()
	})
	if err != nil {
		return false, fmt.Errorf("look at new facts: %w", err)
	}
	err = r.archive.Update(archive.Beside(ctx), func(tx *sqldb.Tx) error {
		l.tx = tx
		return l.note(r.now())
	})
	if err != nil {
		return false, fmt.Errorf("note what new facts change: %w", err)
	}
	return l.facts == chunk, nil
}

func newLook(ctx context.Context) *looking {
	return &looking{ctx: ctx, spans: map[string]uint64{}, clerks: map[clerkKey]int{}, heads: map[market.Origin]uint64{}}
}

// caughtUp gives errBehind where a transaction sees facts that change a span and are not counted in it. Facts of other
// spans come all the time and are no matter.
func caughtUp(ctx context.Context, tx *sqldb.Tx, span string) error {
	l := newLook(ctx)
	l.tx = tx
	if err := l.read(); err != nil {
		return fmt.Errorf("look at new facts: %w", err)
	}
	var dirty bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM report_dirty WHERE span = ?)`, span).Scan(&dirty); err != nil {
		return fmt.Errorf("look whether %s is to be counted: %w", span, err)
	}
	if _, new := l.spans[span]; new || dirty || l.facts == chunk {
		return errBehind
	}
	return nil
}

func (l *looking) read() error {
	if err := l.tx.QueryRowContext(l.ctx, `SELECT rev FROM report_state`).Scan(&l.from); err != nil {
		return err
	}
	l.to = l.from
	err := l.tx.Each(l.ctx, `SELECT station, epoch, seq FROM report_head`, nil, func(rows *sql.Rows) error {
		var o market.Origin
		var seq uint64
		err := rows.Scan(&o.Station, &o.Epoch, &seq)
		l.heads[o] = seq
		return err
	})
	if err != nil {
		return err
	}
	return l.tx.Each(l.ctx, `SELECT station, epoch, seq, rev, bytes FROM fact WHERE rev > ? ORDER BY rev LIMIT ?`,
		[]any{l.from, chunk}, func(rows *sql.Rows) error {
			var o market.Origin
			var seq uint64
			var raw []byte
			if err := rows.Scan(&o.Station, &o.Epoch, &seq, &l.to, &raw); err != nil {
				return err
			}
			l.facts++
			f, err := record.Decode(raw)
			if err != nil {
				return nil //nolint:nilerr // it is in the quarantine, and changes nothing
			}
			if seq > l.heads[o] { // a fact that waited comes again, under another rev
				l.heads[o] = seq
				l.clerk(o, f)
			}
			return l.changes(f)
		})
}

// changes notes the spans that a fact changes.
func (l *looking) changes(f *record.Fact) error {
	switch f.Kind {
	case record.CheckInMade:
		var b record.CheckIn
		if record.Unmarshal(f.Body, &b) == nil {
			l.day(b.Day)
		}
		return nil
	case record.DutySet:
		var b record.Duty
		if record.Unmarshal(f.Body, &b) == nil {
			l.day(b.Day)
		}
		return nil
	case record.FieldNoted:
		var b record.Field
		if record.Unmarshal(f.Body, &b) == nil {
			l.day(b.Day)
		}
		return nil
	case record.EventOpened, record.PostingOpened, record.MatchTaken, record.ComplaintFiled, record.GuidanceAsked, record.TrainingWished:
		l.day(tally.DayOf(f.At))
		return nil
	case record.PostingRevised:
		return l.dayOf(`SELECT opened_at FROM posting WHERE id = ?`, f)
	case record.MatchCancelled, record.MatchFinished:
		return l.dayOf(`SELECT at FROM match WHERE id = ?`, f)
	case record.ComplaintMoved: // of two that closed it, the one that stands
		l.day(tally.DayOf(f.At))
		return l.dayOf(`SELECT moved_at FROM complaint WHERE id = ?`, f)
	case record.WorkerRegistered, record.WishesTold, record.HelpSettled:
		return l.person(f.ID.String(), false)
	case record.WorkerMerged:
		var b record.Merged
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return nil //nolint:nilerr // it is in the quarantine
		}
		for _, o := range b.Others {
			if err := l.person(o.String(), true); err != nil {
				return err
			}
		}
		return l.person(f.ID.String(), true)
	case record.WorkerApart:
		var b record.Apart
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return nil //nolint:nilerr // it is in the quarantine
		}
		if err := l.person(b.Other.String(), true); err != nil {
			return err
		}
		return l.person(f.ID.String(), true)
	case record.PersonErased:
		var b record.Erased
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return nil //nolint:nilerr // it is in the quarantine
		}
		for _, t := range b.Tags {
			if err := l.tagged(t[:]); err != nil {
				return err
			}
		}
	}
	return nil
}

// day notes a day, its week and its month.
func (l *looking) day(day string) {
	span, err := tally.Day(day)
	if err != nil {
		return // a clock that was years off; no form asks for that day
	}
	from, _ := span.Between()
	at := time.UnixMilli(from)
	for _, s := range []string{day, tally.WeekOf(at), tally.MonthOf(at)} {
		l.spans[s] = l.to
	}
}

// dayOf notes the day on which the thing of a fact is counted.
func (l *looking) dayOf(query string, f *record.Fact) error {
	var at int64
	err := l.tx.QueryRowContext(l.ctx, query, f.ID.String()).Scan(&at)
	if errors.Is(err, sql.ErrNoRows) || err == nil && at == 0 {
		return nil
	}
	l.day(tally.DayOf(at))
	return err
}

// person notes the spans in which a registration, or another of the same person, is counted; with days,
// also all days of these.
func (l *looking) person(worker string, days bool) error {
	return l.tx.Each(l.ctx, `SELECT DISTINCT span FROM report_person WHERE worker = ? OR worker IN
		(SELECT b.worker FROM merged a JOIN merged b ON b.keep = a.keep WHERE a.worker = ?)`, []any{worker, worker}, func(rows *sql.Rows) error {
		var s string
		if err := rows.Scan(&s); err != nil {
			return err
		}
		l.spans[s] = l.to
		if _, span, err := spanOf(s); err == nil && days {
			for _, d := range span.Days() {
				l.spans[d] = l.to
			}
		}
		return nil
	})
}

func (l *looking) tagged(tag []byte) error {
	var workers []string
	err := l.tx.Each(l.ctx, `SELECT id FROM worker WHERE tag = ?`, []any{tag}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		workers = append(workers, id)
		return err
	})
	for _, w := range workers {
		err = errors.Join(err, l.person(w, false))
	}
	return err
}

// services are the kinds of facts that are work done for somebody.
var services = map[record.Kind]bool{
	record.CheckInMade: true, record.WorkerRegistered: true, record.EmployerRegistered: true, record.PostingOpened: true, record.MatchTaken: true,
	record.MatchFinished: true, record.HelpSettled: true, record.ComplaintMoved: true, record.GuidanceAnswered: true, record.ProposalSettled: true,
}

// clerk counts a fact for the account that said it; people at the screen have none.
func (l *looking) clerk(o market.Origin, f *record.Fact) {
	if !services[f.Kind] || f.By == "" || f.By == "self" || o.County() {
		return
	}
	if day, err := tally.Day(tally.DayOf(f.At)); err == nil {
		l.clerks[clerkKey{day.First[:7], o.Station, f.By, f.Kind}]++
	}
}

// note writes down what was found, unless somebody else did meanwhile.
func (l *looking) note(now time.Time) error {
	moved, err := l.tx.ExecContext(l.ctx, `UPDATE report_state SET rev = ?, at = ? WHERE rev = ?`, l.to, now.UnixMilli(), l.from)
	if err != nil {
		return err
	}
	if n, err := moved.RowsAffected(); err != nil || n == 0 {
		return err
	}
	for s, rev := range l.spans {
		if _, err := l.tx.ExecContext(l.ctx, `INSERT INTO report_dirty (span, rev) VALUES (?, ?) ON CONFLICT (span) DO UPDATE SET rev = MAX(rev, excluded.rev)`, s, rev); err != nil {
			return err
		}
	}
	for k, n := range l.clerks {
		if _, err := l.tx.ExecContext(l.ctx, `INSERT INTO report_clerk (month, station, account, kind, n) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (month, station, account, kind) DO UPDATE SET n = n + excluded.n`, k.month, k.station, k.account, string(k.kind), n); err != nil {
			return err
		}
	}
	for o, seq := range l.heads {
		if _, err := l.tx.ExecContext(l.ctx, `INSERT INTO report_head (station, epoch, seq) VALUES (?, ?, ?) ON CONFLICT (station, epoch) DO UPDATE SET seq = excluded.seq`,
			o.Station, o.Epoch, seq); err != nil {
			return err
		}
	}
	return nil
}
