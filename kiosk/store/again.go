package store

import (
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// again writes the facts that were given up, those that can still be said.
func (p *past) again(w *Writer) error {
	for _, f := range p.facts {
		if record.Creates(f.Kind) && p.made[f.ID] {
			p.names[f.ID] = w.NewRef()
		}
	}
	w.at = w.was // these were said before now
	if len(p.facts) > 0 {
		w.at = max(w.at, p.facts[0].At)
	}
	for _, c := range p.parts {
		if err := p.opened(w, c); err != nil {
			return err
		}
	}
	for _, f := range p.facts {
		f, err := p.said(w, f)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		if err := w.repeat(f); err != nil {
			return err
		}
	}
	for _, h := range p.heads { // only the county numbers those places now
		if err := w.Put(record.HeadsAsked, w.NewRef(), 0, h); err != nil {
			return err
		}
	}
	return nil
}

// opened says first what became of a journal and what is called otherwise now. Of one that was over
// and gave no names it was said before.
func (p *past) opened(w *Writer, c part) error {
	var renamed []record.Rename
	for _, f := range c.facts {
		if to, ok := p.names[f.ID]; ok && record.Creates(f.Kind) && f.ID.Origin == c.Origin {
			renamed = append(renamed, record.Rename{Old: refOf(f.ID), New: refOf(to)})
		}
	}
	if c.Origin != p.current && (len(renamed) == 0 || c.Origin.Station != p.current.Station) {
		return nil
	}
	for first := true; first || len(renamed) > 0; first = false {
		n := min(len(renamed), record.MaxRenamed)
		body := record.Opened{Old: c.Origin.Epoch, Why: c.why, Common: c.Common, Head: c.head.Seq, Hash: c.head.Hash, Renamed: renamed[:n], Replaced: p.r.Replaced}
		if err := w.Put(record.EpochOpened, w.NewRef(), 0, body); err != nil {
			return err
		}
		renamed = renamed[n:]
	}
	return nil
}

func refOf(r market.Ref) record.Ref {
	return record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N}
}

// said gives a fact as the new epoch can say it, nil when it has nothing to say: only a holder
// moves places, only the opener numbers them, and only the maker of a match cancels it.
func (p *past) said(w *Writer, f *record.Fact) (*record.Fact, error) {
	_, mine := p.names[f.ID]
	switch {
	case f.Kind == record.MatchTaken:
		return p.takenBefore(f)
	case mine:
	case f.Kind == record.PlaceReturned, f.Kind == record.PlaceHeld, f.Kind == record.HoldingsListed, f.Kind == record.CountyHeard:
		return nil, nil
	case f.Kind == record.PostingRevised:
		var b record.Posting
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return nil, err
		}
		if b.Added+len(b.Withdrawn)+len(b.Restored) > 0 {
			p.heads = append(p.heads, record.AskedHeads{Posting: refOf(f.ID), Heads: b.Headcount})
		}
		b.Added, b.Withdrawn, b.Restored, b.Answers = 0, nil, nil, nil
		body, err := record.Marshal(b)
		if err != nil {
			return nil, err
		}
		clone := *f
		clone.Body = body
		f = &clone
	case f.Kind == record.MatchCancelled && f.ID.Origin != w.id.Origin:
		clone := *f
		clone.Kind = record.CancelAsked
		clone.Flags, _ = record.Known(clone.Kind)
		f = &clone
	case f.Kind == record.EpochOpened: // a copy of a copy
		return p.openedBefore(w, f)
	}
	return f.Rename(p.names)
}

// openedBefore says again what was renamed when the epoch that is given up was opened.
func (p *past) openedBefore(w *Writer, f *record.Fact) (*record.Fact, error) {
	var b record.Opened
	if err := record.Unmarshal(f.Body, &b); err != nil {
		return nil, err
	}
	for i, r := range b.Renamed {
		if to, ok := p.names[r.New.Market()]; ok {
			b.Renamed[i].New = refOf(to)
		}
	}
	body, err := record.Marshal(b)
	if err != nil {
		return nil, err
	}
	clone := *f
	clone.ID, clone.Body = w.NewRef(), body
	return &clone, nil
}

// takenBefore says a match again. The revision that added its place may be given up too, and with it
// the number: people came for it all the same.
func (p *past) takenBefore(f *record.Fact) (*record.Fact, error) {
	f, err := f.Rename(p.names)
	if err != nil {
		return nil, err
	}
	var b record.Taken
	if err := record.Unmarshal(f.Body, &b); err != nil {
		return nil, err
	}
	var numbered bool
	err = p.tx.QueryRowContext(p.ctx, `SELECT EXISTS (SELECT 1 FROM place WHERE posting = ? AND n = ?)`, b.Posting.String(), b.Place).Scan(&numbered)
	if err != nil {
		return nil, fmt.Errorf("look for place %d of %s: %w", b.Place, b.Posting, err)
	}
	if b.Unnumbered == !numbered {
		return f, nil
	}
	b.Unnumbered = !numbered
	f.Body, err = record.Marshal(b)
	return f, err
}
