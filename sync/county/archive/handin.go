package archive

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// What people hand in on the county's public pages are the county's own facts. A posting goes to the
// nearest station, whose staff check and pass it like one that was typed there.

// How many forms from one address are taken in an hour, and how many numbers are looked up. A
// market's whole hall may share one address.
const (
	handInWhile   = time.Hour
	formsAnHour   = 30
	followsAnHour = 60
)

// allow counts a try, or refuses with too_many.
func (a *Archive) allow(ctx context.Context, who string, most int) error {
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		since := a.now().Add(-handInWhile).UnixMilli()
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM office_try WHERE who = ? AND at >= ?`, who, since).Scan(&n); err != nil {
			return fmt.Errorf("count tries: %w", err)
		}
		if n >= most {
			return market.Refuse("too_many")
		}
		if err := a.forgetTries(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO office_try (who, at) VALUES (?, ?)`, who, a.now().UnixMilli()); err != nil {
			return fmt.Errorf("count a try: %w", err)
		}
		return nil
	})
}

// forgetTries forgets what counts for nothing any more: tries of all kinds lie in one table, and the longest while is
// that of what the public hands in.
func (a *Archive) forgetTries(ctx context.Context, tx *sqldb.Tx) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM office_try WHERE at < ?`, a.now().Add(-max(handInWhile, triesWhile)).UnixMilli())
	if err != nil {
		return fmt.Errorf("forget old tries: %w", err)
	}
	return nil
}

// HandIn takes a posting of an employer who has no account, for the nearest station to decide, and
// gives the number by which its author follows it. p must be valid and its words screened. It
// refuses with red_listed, with no_station where there is none in the county, and with too_many.
func (a *Archive) HandIn(ctx context.Context, p market.Proposal, address string) (number string, err error) {
	if err := a.allow(ctx, "form "+address, formsAnHour); err != nil {
		return "", err
	}
	e := p.Employer
	firm := record.Employer{Name: e.Name, Kind: e.Kind, USCC: e.USCC, Licence: e.Licence}
	who := record.Proposer{Called: e.Contact, Phone: e.Phone}
	if e.Kind != "company" && e.Kind != "agency" && e.Kind != "coop" && e.USCC == "" { // a person's name stands only in the box
		firm.Name, who.Name = "", e.Name
	}
	body := ledger.PostingBody(&p.Posting)
	body.Employer = record.Ref{}
	err = a.update(ctx, func(w *writer) error {
		if err := w.unlistedPhone(e.USCC, e.Phone); err != nil {
			return err
		}
		near, err := nearest(ctx, w.tx, p.Posting.Area)
		if err != nil {
			return err
		}
		if len(near) == 0 {
			return market.Refuse("no_station")
		}
		if number, err = w.followNo(); err != nil {
			return err
		}
		box, err := w.seal(who)
		if err != nil {
			return err
		}
		ref, err := w.ownRef()
		if err != nil {
			return err
		}
		fact := record.Proposal{Number: number, Posting: body, Firm: firm, For: near[0].No}
		if err := w.put(record.ProposalMade, ref, toCounty, fact, box); err != nil {
			return err
		}
		return w.addressLast([]uint16{near[0].No})
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// Complain takes a complaint of somebody without an account and gives its number. words are what was
// said beside; like the phone they are sealed. Of one that belongs to no station place says who deals with it, a county
// or the city; "" where nobody knows. It refuses with the faults of the complaint, with too_long, unknown_area, unknown_posting and too_many.
func (a *Archive) Complain(ctx context.Context, c market.Complaint, place market.AreaCode, words, address string) (number string, err error) {
	c.Normalize()
	if err := c.Validate(); err != nil {
		return "", err
	}
	if words, err = market.Words(words, false); err != nil {
		return "", err
	}
	if err := knownArea(place); err != nil {
		return "", err
	}
	if err := a.allow(ctx, "form "+address, formsAnHour); err != nil {
		return "", err
	}
	err = a.update(ctx, func(w *writer) error {
		body := record.Complaint{Kind: c.Kind, Amount: c.Amount}
		if c.Posting != "" {
			known, err := list(w, scanID, `SELECT id FROM posting WHERE id = ?`, string(c.Posting))
			if err != nil {
				return fmt.Errorf("look for posting %s: %w", c.Posting, err)
			}
			if len(known) == 0 {
				return market.Refuse("unknown_posting")
			}
			body.Posting = record.RefOf(c.Posting)
		}
		if c.Match != "" {
			body.Match = record.RefOf(c.Match)
		}
		var err error
		if number, err = w.followNo(); err != nil {
			return err
		}
		body.Number = number
		var boxes []record.Box
		if c.Phone != "" || words != "" {
			box, err := w.seal(record.Caller{Called: c.Called, Phone: c.Phone, Words: words})
			if err != nil {
				return err
			}
			boxes = append(boxes, box)
		}
		ref, err := w.ownRef()
		if err != nil {
			return err
		}
		if place != "" {
			if _, err := w.tx.ExecContext(ctx, `INSERT INTO complaint_place (complaint, area) VALUES (?, ?)`, ref.String(), string(place)); err != nil {
				return fmt.Errorf("keep where a complaint is: %w", err)
			}
		}
		return w.put(record.ComplaintFiled, ref, toCounty, body, boxes...)
	})
	if err != nil {
		return "", err
	}
	return number, nil
}

// Followed is what became of a complaint or of a posting that was handed in.
type Followed struct {
	What   string // complaint or proposal
	State  string
	Reason string // of a proposal that was returned
	Words  string
	At     time.Time
}

// Follow asks by the number that somebody was given. It refuses with unknown_number and too_many.
func (a *Archive) Follow(ctx context.Context, number, address string) (f Followed, err error) {
	if err := a.allow(ctx, "follow "+address, followsAnHour); err != nil {
		return f, err
	}
	if !market.CheckFollowNo(number) {
		return f, market.Refuse("unknown_number")
	}
	found := false
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var at int64
			err := scan(&f.What, &f.State, &f.Reason, &f.Words, &at)
			f.At, found = time.UnixMilli(at).In(market.Zone), true
			return err
		}, `SELECT 'complaint', state, '', words, at FROM complaint WHERE number = ? UNION ALL
			SELECT 'proposal', state, reason, words, at FROM proposal WHERE number = ? LIMIT 1`, number, number)
	})
	if err == nil && !found {
		err = market.Refuse("unknown_number")
	}
	return f, err
}

// Arrive notes that somebody with the slip of a match is where the work is. Saying it again changes
// nothing. It refuses with unknown_match, and with wrong_state for a match that is over.
func (a *Archive) Arrive(ctx context.Context, match market.MatchID) error {
	ref, err := market.ParseRef(string(match))
	if err != nil {
		return market.Refuse("unknown_match")
	}
	return a.update(ctx, func(w *writer) error {
		posting, state, err := w.match(match)
		switch {
		case err != nil:
			return err
		case state == market.Arrived:
			return nil
		case state != market.Taken:
			return market.Refuse("wrong_state")
		}
		scope, err := w.scopeOf(posting)
		if err != nil {
			return err
		}
		return w.put(record.MatchArrived, ref, scope, struct{}{})
	})
}

// unlistedPhone refuses with red_listed an employer whose firm or number is on the red list.
func (w *writer) unlistedPhone(uscc, phone string) error {
	type row struct {
		uscc     string
		tag, box []byte
	}
	var listed []row
	err := each(w.ctx, w.tx, func(scan func(...any) error) error {
		var r row
		err := scan(&r.uscc, &r.tag, &r.box)
		listed = append(listed, r)
		return err
	}, `SELECT r.uscc, e.contact_tag, e.contact FROM red_list r JOIN employer e ON e.id = r.employer WHERE r.listed = 1`)
	if err != nil {
		return err
	}
	for _, r := range listed {
		var c record.Contact
		if err := openOr(w.ctx, w.tx, r.tag, r.box, &c); err != nil {
			return err
		}
		if uscc != "" && r.uscc == uscc || phone != "" && c.Phone == phone {
			return market.Refuse("red_listed")
		}
	}
	return nil
}

// followNo chooses a number that nobody follows anything by.
func (w *writer) followNo() (string, error) {
	for {
		var b [4]byte
		_, _ = rand.Read(b[:]) // never fails since Go 1.24
		number := market.FollowNo(binary.BigEndian.Uint32(b[:]))
		var used bool
		err := w.tx.QueryRowContext(w.ctx, `SELECT EXISTS (SELECT 1 FROM complaint WHERE number = ?) OR EXISTS (SELECT 1 FROM proposal WHERE number = ?)`, number, number).Scan(&used)
		if err != nil {
			return "", fmt.Errorf("look for a number: %w", err)
		}
		if !used {
			return number, nil
		}
	}
}

// seal makes the box of somebody new and keeps its key.
func (w *writer) seal(v any) (record.Box, error) {
	plain, err := record.Marshal(v)
	if err != nil {
		return record.Box{}, err
	}
	tag, key := seal.New()
	if err := ledger.PutKey(w.ctx, w.tx, tag, key); err != nil {
		return record.Box{}, err
	}
	return record.Box{Tag: tag, Data: seal.Seal(tag, key, plain)}, nil
}
