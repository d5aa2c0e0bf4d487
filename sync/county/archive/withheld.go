package archive

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
	"yizhan/sync/record"
)

// screen reads the words of a posting as it stands after a station said something of it, and
// withholds or releases it. Stations screen what their staff enter; what comes from a program that
// knows less, or was made to know less, is kept and shown to nobody but its opener.
func (w *writer) screen(posting string) error {
	var raw []byte
	err := w.tx.QueryRowContext(w.ctx, `SELECT body FROM posting WHERE id = ?`, posting).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read words of posting %s: %w", posting, err)
	}
	var b record.Posting
	if err := record.Unmarshal(raw, &b); err != nil {
		return fmt.Errorf("read words of posting %s: %w", posting, err)
	}
	p := ledger.Posting(market.PostingID(posting), &b)
	codes := wording.Codes(wording.BlocksOf(&p))
	held, err := w.withheld()
	if err != nil {
		return err
	}
	switch {
	case len(codes) > 0:
		return w.withhold(posting, codes)
	case held[posting]:
		return w.release(posting)
	}
	return nil
}

// whyHeld are the codes for which a posting is held with the words that say it. The words are read again and never in a
// fact: the posting may be known to more than may see its last revision.
func whyHeld(p *market.Posting, codes []string) []wording.Finding {
	if len(codes) == 0 {
		return nil
	}
	found := wording.BlocksOf(p)
	out := make([]wording.Finding, len(codes))
	for i, code := range codes {
		out[i].Code = code
		if at := slices.IndexFunc(found, func(f wording.Finding) bool { return f.Code == code }); at >= 0 {
			out[i] = found[at]
		}
	}
	return out
}

// withheld are the postings that are held now.
func (w *writer) withheld() (map[string]bool, error) {
	if w.held != nil {
		return w.held, nil
	}
	ids, err := list(w, scanID, `SELECT posting FROM withheld WHERE held = 1`)
	if err != nil {
		return nil, fmt.Errorf("read what is withheld: %w", err)
	}
	w.held = make(map[string]bool, len(ids))
	for _, id := range ids {
		w.held[id] = true
	}
	return w.held, nil
}

// withhold says so to everybody who may have heard of the posting. The revision that went wrong goes
// to the opener alone; one that nobody else has heard of stays with it too.
func (w *writer) withhold(posting string, codes []string) error {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	opener, err := openerOf(posting)
	if err != nil {
		return err
	}
	to := opener
	known, err := list(w, scanID, `SELECT scope FROM fact WHERE thing = ? AND kind = ?`, posting, string(record.PostingOpened))
	if err != nil {
		return fmt.Errorf("look who knows posting %s: %w", posting, err)
	}
	if len(known) > 0 {
		to = known[0]
	}
	if w.held[posting] {
		var said string
		if err := w.tx.QueryRowContext(w.ctx, `SELECT codes FROM withheld WHERE posting = ?`, posting).Scan(&said); err != nil {
			return fmt.Errorf("read why posting %s is withheld: %w", posting, err)
		}
		if said == strings.Join(codes, " ") {
			return nil
		}
	} else {
		_, err = w.tx.ExecContext(w.ctx, `UPDATE fact SET scope = ? WHERE rev = (SELECT MAX(rev) FROM fact WHERE thing = ? AND kind = ?)`,
			opener, posting, string(record.PostingRevised))
		if err != nil {
			return fmt.Errorf("keep back a revision of %s: %w", posting, err)
		}
	}
	w.held[posting] = true
	return w.put(record.PostingWithheld, ref, to, record.Withheld{On: true, Codes: codes[:min(len(codes), record.WithheldMost)]})
}

// release lets a posting be seen by all whom it is for: what was kept back comes first, each fact
// with a rev of its own again, since they may have pulled beyond its old one.
func (w *writer) release(posting string) error {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return err
	}
	opener, err := openerOf(posting)
	if err != nil {
		return err
	}
	delete(w.held, posting)
	to, err := w.sharedWith(posting)
	if err != nil {
		return err
	}
	if to != opener {
		if err := w.publishHeld(posting, opener, to); err != nil {
			return err
		}
	}
	w.touched[posting] = true // its places may be given again
	return w.put(record.PostingWithheld, ref, to, record.Withheld{})
}

// shared are the kinds of stations about a posting that all see who see the posting.
var shared = []record.Kind{
	record.PostingOpened, record.PostingRevised, record.PostingClosed, record.MatchTaken, record.MatchCancelled, record.CancelAsked,
	record.MatchContacted, record.MatchArrived, record.MatchFinished, record.MatchRated, record.HeadsAsked,
}

// publishHeld gives a wider scope to the facts of a posting that only its opener was to see.
func (w *writer) publishHeld(posting, from, to string) error {
	type fact struct {
		station uint16
		epoch   uint8
		seq     int64
		kind    record.Kind
	}
	kept, err := list(w, func(rows *sql.Rows, f *fact) error { return rows.Scan(&f.station, &f.epoch, &f.seq, &f.kind) },
		`SELECT station, epoch, seq, kind FROM fact WHERE scope = ? AND (thing = ? OR thing IN (SELECT id FROM match WHERE posting = ?)
			OR thing IN (SELECT id FROM heads_ask WHERE posting = ?)) ORDER BY rev`, from, posting, posting, posting)
	if err != nil {
		return fmt.Errorf("read what was kept back of %s: %w", posting, err)
	}
	for _, f := range kept {
		if !slices.Contains(shared, f.kind) {
			continue
		}
		w.rev++
		if _, err := w.tx.ExecContext(w.ctx, `UPDATE fact SET scope = ?, rev = ? WHERE station = ? AND epoch = ? AND seq = ?`,
			to, w.rev, f.station, f.epoch, f.seq); err != nil {
			return fmt.Errorf("publish what was kept back of %s: %w", posting, err)
		}
	}
	return nil
}

// openerOf is the scope of the station that opened a posting, in whichever epoch.
func openerOf(posting string) (string, error) {
	ref, err := market.ParseRef(posting)
	if err != nil {
		return "", err
	}
	return toStation(ref.Station), nil
}
