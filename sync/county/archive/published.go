package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"yizhan/assets"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// What an office published, as its own desk sees it: also what is withdrawn, over, or of another office.

// knownArea refuses with unknown_area what the gazetteer does not have; "" is everywhere.
func knownArea(c market.AreaCode) error {
	if _, ok := assets.Areas().Get(c); c != "" && !ok {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	return nil
}

// NoticeRow is a notice as its office sees it.
type NoticeRow struct {
	market.Notice
	ID        market.NoticeID
	Withdrawn bool
	At        time.Time // of its newest wording
}

// TrainingRow is a course as its office sees it.
type TrainingRow struct {
	market.Training
	ID        market.TrainingID
	Withdrawn bool
	At        time.Time
	Wishes    int // who wants it, at all stations
}

// meets says whether what is for one area concerns an office of another: it is shown in it, or in a
// part of it.
func meets(of, office market.AreaCode) bool { return of.Covers(office) || office.Covers(of) }

// Notices lists the notices that concern an area, the newest first.
func (a *Archive) Notices(ctx context.Context, area market.AreaCode) (rows []NoticeRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err = notices(ctx, tx, "")
		return err
	})
	return within(rows, func(n NoticeRow) bool { return meets(n.Area, area) }), err
}

// Notice gives one, or refuses with unknown_notice.
func (a *Archive) Notice(ctx context.Context, id market.NoticeID) (n NoticeRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err := notices(ctx, tx, string(id))
		if err == nil && len(rows) == 0 {
			return unknown["notice"]
		}
		if err == nil {
			n = rows[0]
		}
		return err
	})
	return n, err
}

// notices reads the notice id, or all. One that was withdrawn keeps the words that it had last.
func notices(ctx context.Context, tx *sqldb.Tx, id string) (rows []NoticeRow, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var n NoticeRow
		var raw []byte
		var at int64
		if err := scan(&n.ID, &raw, &n.Withdrawn, &at); err != nil {
			return err
		}
		var b record.Notice
		if n.Withdrawn {
			err = lastWords(ctx, tx, record.NoticePublished, string(n.ID), &b)
		} else {
			err = record.Unmarshal(raw, &b)
		}
		if err != nil {
			return err
		}
		n.Notice = market.Notice{Topic: b.Topic, Title: b.Title, Second: b.Second, Text: b.Text, From: b.From, Until: b.Until, Area: b.Area}
		n.At = time.UnixMilli(at).In(market.Zone)
		rows = append(rows, n)
		return nil
	}, `SELECT id, body, withdrawn, at FROM notice WHERE ? IN ('', id) ORDER BY at DESC, id`, id)
	return rows, err
}

// Trainings lists the courses that concern an area, the newest first.
func (a *Archive) Trainings(ctx context.Context, area market.AreaCode) (rows []TrainingRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err = courses(ctx, tx, "")
		return err
	})
	return within(rows, func(t TrainingRow) bool { return meets(t.Area, area) }), err
}

// Training gives one, or refuses with unknown_training.
func (a *Archive) Training(ctx context.Context, id market.TrainingID) (t TrainingRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		rows, err := courses(ctx, tx, string(id))
		if err == nil && len(rows) == 0 {
			return unknown["training"]
		}
		if err == nil {
			t = rows[0]
		}
		return err
	})
	return t, err
}

func courses(ctx context.Context, tx *sqldb.Tx, id string) (rows []TrainingRow, err error) {
	err = each(ctx, tx, func(scan func(...any) error) error {
		var t TrainingRow
		var raw []byte
		var at int64
		if err := scan(&t.ID, &raw, &t.Withdrawn, &at, &t.Wishes); err != nil {
			return err
		}
		var b record.Training
		if t.Withdrawn {
			err = lastWords(ctx, tx, record.TrainingPublished, string(t.ID), &b)
		} else {
			err = record.Unmarshal(raw, &b)
		}
		if err != nil {
			return err
		}
		t.Training = market.Training{
			Title: b.Title, Trade: b.Trade, Fee: b.Fee, Place: b.Place, From: b.From, Days: b.Days, Seats: b.Seats, Until: b.Until, Kind: b.Kind, Area: b.Area,
		}
		t.At = time.UnixMilli(at).In(market.Zone)
		rows = append(rows, t)
		return nil
	}, `SELECT id, body, withdrawn, at, (SELECT COUNT(*) FROM wish w WHERE w.training = t.id) FROM training t WHERE ? IN ('', id) ORDER BY at DESC, id`, id)
	return rows, err
}

// lastWords reads what was said last of something that is withdrawn; nothing where no journal has it.
func lastWords(ctx context.Context, tx *sqldb.Tx, kind record.Kind, thing string, body any) error {
	var raw []byte
	err := each(ctx, tx, func(scan func(...any) error) error { return scan(&raw) },
		`SELECT bytes FROM fact WHERE thing = ? AND kind = ? AND station = 0 ORDER BY epoch, seq`, thing, string(kind))
	if err != nil || raw == nil {
		return err
	}
	f, err := record.Decode(raw)
	if err != nil {
		return fmt.Errorf("read what was said of %s: %w", thing, err)
	}
	return record.Unmarshal(f.Body, body)
}

// within keeps the rows that keep says.
func within[T any](rows []T, keep func(T) bool) []T {
	kept := rows[:0]
	for _, r := range rows {
		if keep(r) {
			kept = append(kept, r)
		}
	}
	return kept
}

// PublishedFor gives the area that something the county published is for, or refuses with not_found what
// is neither a notice nor a course.
func (a *Archive) PublishedFor(ctx context.Context, id market.Ref) (market.AreaCode, error) {
	n, err := a.Notice(ctx, market.NoticeID(id.String()))
	if err == nil {
		return n.Area, nil
	}
	if !errors.Is(err, unknown["notice"]) {
		return "", err
	}
	t, err := a.Training(ctx, market.TrainingID(id.String()))
	if errors.Is(err, unknown["training"]) {
		return "", market.Refuse("not_found")
	}
	return t.Area, err
}

// AgreementRow is one wording of the agreement.
type AgreementRow struct {
	market.Agreement
	Off bool // it took the one before it back
	At  time.Time
	By  string // account
}

// Agreements lists the wordings of an area, the newest first, and gives the one that its stations print;
// the usual text, of version 0, where nothing was published.
func (a *Archive) Agreements(ctx context.Context, area market.AreaCode) (now market.Agreement, rows []AgreementRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		var ok bool
		if now, ok, err = ledger.Agreement(ctx, tx, area); err != nil {
			return err
		}
		if !ok {
			now = assets.UsualAgreement()
		}
		return each(ctx, tx, func(scan func(...any) error) error {
			var r AgreementRow
			var raw, fact []byte
			var at int64
			if err := scan(&raw, &at, &fact); err != nil {
				return err
			}
			var b record.Agreement
			if err := record.Unmarshal(raw, &b); err != nil {
				return err
			}
			f, err := record.Decode(fact)
			if err != nil {
				return err
			}
			r.Agreement = market.Agreement{Version: b.Version, Area: b.Area, Lead: b.Lead, Clauses: b.Clauses}
			r.Off, r.At, r.By = b.Off, time.UnixMilli(at).In(market.Zone), f.By
			rows = append(rows, r)
			return nil
		}, `SELECT g.body, g.at, f.bytes FROM agreement g CROSS JOIN fact f ON f.thing = g.id AND f.kind = ? WHERE g.area = ? ORDER BY g.seq DESC`,
			string(record.AgreementPublished), string(area))
	})
	return now, rows, err
}

// PublishAgreement lets the stations of an area print this wording from now on, and gives its version.
// Refuses with every fault of the text.
func (a *Archive) PublishAgreement(ctx context.Context, g market.Agreement) (version int, err error) {
	if err := errors.Join(g.Validate(), knownArea(g.Area)); err != nil {
		return 0, err
	}
	return a.sayAgreement(ctx, record.Agreement{Lead: g.Lead, Clauses: g.Clauses, Area: g.Area})
}

// WithdrawAgreement takes an area's own wording back. Refuses with unknown_agreement where none stands.
func (a *Archive) WithdrawAgreement(ctx context.Context, area market.AreaCode) error {
	_, err := a.sayAgreement(ctx, record.Agreement{Area: area, Off: true})
	return err
}

func (a *Archive) sayAgreement(ctx context.Context, b record.Agreement) (int, error) {
	err := a.update(ctx, func(w *writer) error {
		last, err := list(w, scanBytes, `SELECT body FROM agreement WHERE area = ? ORDER BY seq DESC`, string(b.Area))
		if err != nil {
			return fmt.Errorf("look for the agreement of %s: %w", b.Area, err)
		}
		var before record.Agreement
		if len(last) > 0 {
			if err := record.Unmarshal(last[0], &before); err != nil {
				return err
			}
		}
		if b.Off && (before.Off || len(last) == 0) {
			return market.Refuse("unknown_agreement")
		}
		b.Version = before.Version + 1
		ref, err := w.ownRef()
		if err != nil {
			return err
		}
		return w.put(record.AgreementPublished, ref, toAll, b)
	})
	return b.Version, err
}

// StationPage gives what the county said of a station; empty where it never did.
func (a *Archive) StationPage(ctx context.Context, station uint16) (p market.StationPage, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var raw []byte
			if err := scan(&raw); err != nil {
				return err
			}
			var b record.StationPage
			if err := record.Unmarshal(raw, &b); err != nil {
				return err
			}
			p = market.StationPage{
				Opens: b.Opens, Closes: b.Closes, Days: b.Days, Address: b.Address, Inquiry: b.Inquiry, Complaints: b.Complaints, Legal: b.Legal,
				Promise: b.Promise, Rules: b.Rules,
			}
			return nil
		}, `SELECT body FROM station_page WHERE no = ?`, station)
	})
	return p, err
}
