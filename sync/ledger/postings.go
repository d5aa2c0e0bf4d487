package ledger

import (
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
	case !minuteOrNone(b.End) || !minuteOrNone(b.Closes):
		return bad("posting with end %.20q, closing %.20q", b.End, b.Closes)
	case b.Headcount < 1 || b.Headcount > market.MaxHeadcount || b.Added < 0 || b.Added > market.MaxHeadcount:
		return bad("posting for %d heads", b.Headcount)
	case b.Pay < 1 || b.Pay > market.MaxPay:
		return bad("posting with pay of %d fen", b.Pay)
	case b.Title == "" || longer(b.Title, market.MaxTitle) || longer(b.Place, market.MaxPlace) ||
		longer(b.MeetPlace, market.MaxPlace) || longer(b.Notes, market.MaxNotes):
		return bad("posting with a title or place of no allowed length")
	}
	for _, word := range []string{
		string(b.Trade), string(b.Unit), string(b.Settlement), string(b.Area), b.MeetTime, b.Insurance, string(b.Source), string(b.Share),
	} {
		if longer(word, maxWord) {
			return bad("posting with %.20q", word)
		}
	}
	return nil
}

// maxWord is the longest value of a closed list, in characters. The lists themselves may grow,
// so a word that is unknown here is kept.
const maxWord = 40

func minuteOrNone(m market.Minute) bool {
	v, err := market.ParseMinute(string(m))
	return m == "" || err == nil && v == m
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
	p := Posting(market.PostingID(a.id), &b)
	ok, err := a.changed(`INSERT INTO posting (id, station, epoch, employer, trade, area, headcount, heads_seq, start_at, last_day, share, body,
		opened_at, revision, rev_station, rev_epoch, rev_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, a.o.Station, a.o.Epoch, b.Employer.String(), string(b.Trade), string(b.Area), b.Headcount, a.seq, string(b.Start), p.LastDay(),
		string(b.Share), []byte(a.f.Body), a.f.At, a.o.Station, a.o.Epoch, a.seq)
	if err != nil || !ok {
		return err
	}
	a.tx.Note(a.id)
	return a.addPlaces(1, b.Headcount, a.o)
}

// maxBase bounds revisions; nobody changes a posting a million times.
const maxBase = 1_000_000

// postingRevised settles which revision stands: that with the greatest (base+1, station, epoch,
// seq). How many places there are only the opener says, and the county once the opener's epoch is
// over; so the headcount is theirs, also while a revision made elsewhere stands.
func (a *applier) postingRevised(b record.Posting) error {
	if err := first(a.need("posting", a.id), checkPosting(&b)); err != nil {
		return err
	}
	if a.f.Base > maxBase {
		return bad("revision %d of %s", a.f.Base, a.id)
	}
	if a.o == a.f.ID.Origin || a.o.County() {
		if err := a.renumber(b); err != nil {
			return err
		}
	} else if b.Added > 0 || len(b.Withdrawn) > 0 || len(b.Restored) > 0 || len(b.Answers) > 0 {
		return bad("places of %s numbered by %s", a.id, a.o)
	}
	p := Posting(market.PostingID(a.id), &b)
	a.tx.Note(a.id)
	return a.exec(`UPDATE posting SET employer = ?, trade = ?, area = ?, start_at = ?, last_day = ?, body = ?,
		revision = ?, rev_station = ?, rev_epoch = ?, rev_seq = ?
		WHERE id = ? AND (revision, rev_station, rev_epoch, rev_seq) < (?, ?, ?, ?)`,
		b.Employer.String(), string(b.Trade), string(b.Area), string(b.Start), p.LastDay(), []byte(a.f.Body),
		a.f.Base+1, a.o.Station, a.o.Epoch, a.seq,
		a.id, a.f.Base+1, a.o.Station, a.o.Epoch, a.seq)
}

func (a *applier) postingClosed(record.Closed) error {
	if err := a.need("posting", a.id); err != nil {
		return err
	}
	a.tx.Note(a.id)
	return a.exec(`UPDATE posting SET state = 'closed' WHERE id = ?`, a.id)
}
