package ledger

import (
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// checkPosting refuses values that no honest program writes, so that a hostile or broken
// station cannot make a thousand million places.
func checkPosting(b *record.Posting) error {
	start, err := market.ParseMinute(string(b.Start))
	switch {
	case err != nil || start != b.Start:
		return bad("posting with start %q", b.Start)
	case b.End != "" && b.End.Time().IsZero():
		return bad("posting with end %q", b.End)
	case b.Headcount < 0 || b.Headcount > market.MaxHeadcount || b.Added < 0 || b.Added > market.MaxHeadcount:
		return bad("posting for %d heads", b.Headcount)
	case b.Pay < 1 || b.Pay > market.MaxPay:
		return bad("posting with pay of %d fen", b.Pay)
	case b.Title == "" || longer(b.Title, market.MaxTitle) || longer(b.Place, market.MaxPlace) || longer(b.Notes, market.MaxNotes):
		return bad("posting with a title or place of no allowed length")
	}
	return nil
}

// Posting brings a body back to the market's type.
func Posting(id market.PostingID, b *record.Posting) market.Posting {
	return market.Posting{
		ID: id, Employer: market.EmployerID(b.Employer.String()), Trade: b.Trade, Title: b.Title, Headcount: b.Headcount,
		Pay: b.Pay, Unit: b.Unit, Settlement: b.Settlement, Area: b.Area, Place: b.Place, Start: b.Start, End: b.End,
		Closes: b.Closes, MeetTime: b.MeetTime, MeetPlace: b.MeetPlace, Meals: b.Meals, Lodging: b.Lodging,
		Transport: b.Transport, Insurance: b.Insurance, Agreement: b.Agreement, Source: b.Source, Notes: b.Notes, Share: b.Share,
	}
}

// PostingBody is the other way round.
func PostingBody(p *market.Posting) record.Posting {
	return record.Posting{
		Employer: record.RefOf(p.Employer), Trade: p.Trade, Title: p.Title, Headcount: p.Headcount,
		Pay: p.Pay, Unit: p.Unit, Settlement: p.Settlement, Area: p.Area, Place: p.Place, Start: p.Start, End: p.End,
		Closes: p.Closes, MeetTime: p.MeetTime, MeetPlace: p.MeetPlace, Meals: p.Meals, Lodging: p.Lodging,
		Transport: p.Transport, Insurance: p.Insurance, Agreement: p.Agreement, Source: p.Source, Notes: p.Notes, Share: p.Share,
	}
}

func (a *applier) postingOpened(b record.Posting) error {
	if err := first(a.own(), checkPosting(&b)); err != nil {
		return err
	}
	if b.Headcount < 1 {
		return bad("posting for %d heads", b.Headcount)
	}
	p := Posting(market.PostingID(a.id), &b)
	ok, err := a.changed(`INSERT INTO posting (id, station, epoch, employer, trade, area, headcount, start_at, last_day, share, body,
		opened_at, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, a.o.Station, a.o.Epoch, b.Employer.String(), string(b.Trade), string(b.Area), b.Headcount, string(b.Start), p.LastDay(),
		string(b.Share), []byte(a.f.Body), a.f.At, a.o.Station, a.o.Epoch, a.seq)
	if err != nil || !ok {
		return err
	}
	return a.addPlaces(1, b.Headcount)
}

// addPlaces makes the places from…to, held by whoever opened the posting.
func (a *applier) addPlaces(from, to int) error {
	for n := from; n <= to; n++ {
		if err := a.exec(`INSERT INTO place (posting, n, station, epoch) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			a.id, n, a.f.ID.Station, a.f.ID.Epoch); err != nil {
			return err
		}
	}
	return nil
}

func (a *applier) postingRevised(b record.Posting) error {
	if err := first(a.need("posting", a.id), checkPosting(&b)); err != nil {
		return err
	}
	if (b.Added > 0 || len(b.Withdrawn) > 0) && a.o != a.f.ID.Origin {
		return bad("places of %s numbered by %s", a.id, a.o)
	}
	if b.Added > 0 {
		var last int
		if err := a.tx.QueryRowContext(a.ctx, `SELECT MAX(n) FROM place WHERE posting = ?`, a.id).Scan(&last); err != nil {
			return fmt.Errorf("count places of %s: %w", a.id, err)
		}
		if last+b.Added > 10*market.MaxHeadcount {
			return bad("more than %d places of %s", 10*market.MaxHeadcount, a.id)
		}
		if err := a.addPlaces(last+1, last+b.Added); err != nil {
			return err
		}
	}
	for _, n := range b.Withdrawn {
		if err := a.exec(`UPDATE place SET withdrawn = 1 WHERE posting = ? AND n = ?`, a.id, n); err != nil {
			return err
		}
	}
	p := Posting(market.PostingID(a.id), &b)
	// The greatest (base+1, station, epoch, seq) stands.
	return a.exec(`UPDATE posting SET employer = ?, trade = ?, area = ?, headcount = ?, start_at = ?, last_day = ?, body = ?,
		revision = ?, rev_station = ?, rev_epoch = ?, rev_seq = ?
		WHERE id = ? AND (revision, rev_station, rev_epoch, rev_seq) < (?, ?, ?, ?)`,
		b.Employer.String(), string(b.Trade), string(b.Area), b.Headcount, string(b.Start), p.LastDay(), []byte(a.f.Body),
		a.f.Base+1, a.o.Station, a.o.Epoch, a.seq,
		a.id, a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

func (a *applier) postingClosed(record.Closed) error {
	if err := a.need("posting", a.id); err != nil {
		return err
	}
	return a.exec(`UPDATE posting SET state = 'closed' WHERE id = ?`, a.id)
}

func (a *applier) requested(b record.Requested) error {
	if err := first(a.own(), a.need("posting", b.Posting.String())); err != nil {
		return err
	}
	// A request of somebody who holds a place by now is settled already.
	var active int
	err := a.tx.QueryRowContext(a.ctx, `SELECT COUNT(*) FROM match WHERE posting = ? AND worker = ? AND state <> 'cancelled'`,
		b.Posting.String(), b.Worker.String()).Scan(&active)
	if err != nil {
		return fmt.Errorf("look for a match of %s: %w", b.Worker, err)
	}
	state := "open"
	if active > 0 {
		state = "done"
	}
	return a.exec(`INSERT INTO request (id, posting, worker, station, epoch, state) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Posting.String(), b.Worker.String(), a.o.Station, a.o.Epoch, state)
}

// holder reads who holds a place; ok is false when there is no such place.
func (a *applier) holder(posting string, n int) (o market.Origin, hop uint32, ok bool, err error) {
	err = a.tx.QueryRowContext(a.ctx, `SELECT station, epoch, hop FROM place WHERE posting = ? AND n = ?`, posting, n).
		Scan(&o.Station, &o.Epoch, &hop)
	if errors.Is(err, sql.ErrNoRows) {
		return o, 0, false, nil
	}
	if err != nil {
		return o, 0, false, fmt.Errorf("read holder of place %d of %s: %w", n, posting, err)
	}
	return o, hop, true, nil
}
