package desk

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// RegisterEmployer registers an employer. The contact is published with consent; name and ID
// number of a person stay sealed.
func (d *Desk) RegisterEmployer(ctx context.Context, by string, e market.Employer) (market.EmployerID, error) {
	e.Normalize()
	if err := e.Validate(d.now()); err != nil {
		return "", err
	}
	var id market.EmployerID
	err := d.store.Write(ctx, by, func(w *store.Writer) (err error) {
		if err := may(w, Publish); err != nil {
			return err
		}
		id, err = registerEmployer(w, e)
		return err
	})
	if err != nil {
		return "", err
	}
	d.changed()
	return id, nil
}

// registerEmployer writes an employer that is good. It refuses with red_listed a firm, or a number,
// that the county has put on its red list under another registration.
func registerEmployer(w *store.Writer, e market.Employer) (market.EmployerID, error) {
	if _, listed, err := w.RedListed("", e.USCC, e.Phone); err != nil {
		return "", err
	} else if listed {
		return "", market.Refuse("red_listed")
	}
	called := e.Contact
	if called == "" {
		called = calledOf(e.Name, e.Kind)
	}
	contact, err := w.Seal(record.Contact{Called: called, Phone: e.Phone}, true)
	if err != nil {
		return "", err
	}
	private, err := w.Seal(record.Private{Name: e.Name, IDNumber: e.IDNumber}, false)
	if err != nil {
		return "", err
	}
	ref := w.NewRef()
	id := market.EmployerID(ref.String())
	public := e.Name
	if personal(e.Kind) && e.USCC == "" {
		public = called
	}
	body := record.Employer{Name: public, Kind: e.Kind, USCC: e.USCC, Licence: e.Licence}
	if err := w.Put(record.EmployerRegistered, ref, 0, body, contact, private); err != nil {
		return "", err
	}
	return id, w.IndexEmployer(id, e.Phone)
}

// personal says whether an employer of this kind is a person, whose name is not public.
func personal(k market.EmployerKind) bool { return k == "individual" || k == "farm" }

// calledOf is how an employer without a named contact is called: a person by surname, a firm
// by its name.
func calledOf(name string, k market.EmployerKind) string {
	if !personal(k) {
		return name
	}
	if strings.HasSuffix(name, honorific) {
		return name
	}
	return string([]rune(name)[:1]) + honorific
}

// honorific is part of a name, not a sentence of the screen.
const honorific = "师傅"

// OpenPosting publishes a posting of a registered employer. Its places are numbered here and
// held by this station until they are handed over. What must not be published is refused with Blocked.
func (d *Desk) OpenPosting(ctx context.Context, by string, p market.Posting) (market.PostingID, error) {
	return d.open(ctx, by, p, func(*store.Writer, market.PostingID) error { return nil })
}

// open publishes a posting, and what also says of it in the same transaction.
func (d *Desk) open(ctx context.Context, by string, p market.Posting, also func(*store.Writer, market.PostingID) error) (market.PostingID, error) {
	p.Normalize()
	if err := p.Validate(d.now(), d.areas, d.trades); err != nil {
		return "", err
	}
	if err := d.screened(&p); err != nil {
		return "", err
	}
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Publish); err != nil {
			return err
		}
		if err := openPosting(w, &p); err != nil {
			return err
		}
		return also(w, p.ID)
	})
	if err != nil {
		return "", err
	}
	d.changed()
	return p.ID, nil
}

// openPosting writes a posting that is good, and names it.
func openPosting(w *store.Writer, p *market.Posting) error {
	if _, err := w.Employer(p.Employer); err != nil {
		return err
	}
	if err := unlisted(w, p.Employer); err != nil {
		return err
	}
	ref := w.NewRef()
	p.ID = market.PostingID(ref.String())
	return w.Put(record.PostingOpened, ref, 0, ledger.PostingBody(p))
}

// RevisePosting changes a posting. Only the (station, epoch) that opened it changes how many places
// there are: more heads add places here, fewer withdraw free ones. Elsewhere another headcount is
// asked for: whoever numbers the places executes it at a later sync, and asked is true.
func (d *Desk) RevisePosting(ctx context.Context, by string, id market.PostingID, change func(*market.Posting)) (asked bool, err error) {
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Publish); err != nil {
			return err
		}
		old, err := w.Posting(id)
		if err != nil {
			return err
		}
		if old.Closed {
			return market.Refuse("closed")
		}
		p := old.Posting
		change(&p)
		p.Normalize()
		if err := validateRevision(&old.Posting, &p, d); err != nil {
			return err
		}
		if err := d.screened(&p); err != nil {
			return err
		}
		if _, err := w.Employer(p.Employer); err != nil {
			return err
		}
		if err := unlisted(w, p.Employer); err != nil {
			return err
		}
		if asked = p.Headcount != old.Headcount && old.Opener != w.Identity().Origin; asked {
			if err := w.AskHeads(old, p.Headcount); err != nil {
				return err
			}
			if p.Headcount = old.Headcount; p == old.Posting {
				return nil
			}
		}
		body := ledger.PostingBody(&p)
		if p.Headcount != old.Headcount {
			change, err := w.Renumber(id, p.Headcount)
			if err != nil {
				return err
			}
			change.Put(&body)
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.PostingRevised, ref, uint64(old.Revision), body)
	})
	if err != nil {
		return false, err
	}
	d.changed()
	return asked, nil
}

// validateRevision checks a posting as it would be, but allows what was already said to stay
// when its time has come. How far a posting travels is settled when it is opened.
func validateRevision(old, p *market.Posting, d *Desk) error {
	if p.Share != old.Share {
		return &market.Error{Code: "bad_value", Field: "share"}
	}
	err := p.Validate(d.now(), d.areas, d.trades)
	all, ok := errors.AsType[market.Errors](err)
	if !ok {
		return err
	}
	said := map[string]bool{
		"past_start": old.Start == p.Start, "past_closes": old.Closes == p.Closes, "past_end": old.Start == p.Start && old.End == p.End,
	}
	all = slices.DeleteFunc(all, func(e *market.Error) bool { return said[e.Code] })
	if len(all) == 0 {
		return nil
	}
	return all
}

// ClosePosting ends giving. A take by a holder that had not heard of it stands.
func (d *Desk) ClosePosting(ctx context.Context, by string, id market.PostingID, reason string) error {
	err := d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Publish); err != nil {
			return err
		}
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		if p.Closed {
			return market.Refuse("closed")
		}
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		return w.Put(record.PostingClosed, ref, 0, record.Closed{Reason: reason})
	})
	if err != nil {
		return err
	}
	d.changed()
	return nil
}
