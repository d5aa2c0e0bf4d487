package store

import (
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
)

// Renumber says how a posting of this station comes to have places for heads.
func (w *Writer) Renumber(posting market.PostingID, heads int) (ledger.Numbering, error) {
	return ledger.Renumber(w.ctx, w.tx, string(posting), heads, w.id.Origin)
}

// AskHeads keeps a wish for another headcount of a posting that somebody else numbers, unless
// just that is asked for already.
func (w *Writer) AskHeads(p PostingRow, heads int) error {
	if p.HeadsAsked == heads {
		return nil
	}
	return w.Put(record.HeadsAsked, w.NewRef(), 0, record.AskedHeads{Posting: record.RefOf(p.ID), Heads: heads})
}

// Level executes the headcounts that other stations asked for, and brings the places of this
// station's own postings to their headcounts again: a match cancelled since fewer heads were said
// leaves a place too many, one cancelled on a withdrawn place leaves one too few.
func (w *Writer) Level() error {
	ids, err := w.postings(`SELECT p.id FROM posting p WHERE p.station = ? AND p.epoch = ? AND p.state = 'open'
		AND (p.headcount <> `+ledger.PlacesThatCount+` OR EXISTS (SELECT 1 FROM heads_ask a WHERE a.posting = p.id
			AND NOT EXISTS (SELECT 1 FROM heads_answer x WHERE x.ask = a.id))) ORDER BY p.id`, w.id.Station, w.id.Epoch)
	if err != nil {
		return err
	}
	for _, id := range ids {
		p, err := w.Posting(id)
		if err != nil {
			return err
		}
		heads, asks, err := ledger.HeadsAsked(w.ctx, w.tx, string(id))
		if err != nil {
			return err
		}
		if len(asks) == 0 {
			heads = p.Headcount
		}
		change, err := w.Renumber(id, heads)
		if err != nil {
			return err
		}
		if change.None() && len(asks) == 0 {
			continue
		}
		p.Headcount = heads
		body := ledger.PostingBody(&p.Posting)
		change.Put(&body)
		body.Answers = asks
		ref, err := market.ParseRef(string(id))
		if err != nil {
			return err
		}
		if err := w.Put(record.PostingRevised, ref, uint64(p.Revision), body); err != nil {
			return err
		}
	}
	return nil
}
