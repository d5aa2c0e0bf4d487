package ledger

import (
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/record"
)

// A complaint, a wish to be called back and a posting that an employer hands in are things of the
// station where they were said. What becomes of them its staff or the county say, each without
// hearing of the other; so every state settles by how far it is and by (station, epoch, seq), in
// whatever order the facts arrive (I4).

func (a *applier) complaintFiled(b record.Complaint) error {
	if err := a.own(); err != nil {
		return err
	}
	tag, box, err := a.caller(false)
	switch {
	case err != nil:
		return err
	case !market.CheckFollowNo(b.Number) || longer(string(b.Kind), maxWord) || b.Amount < 0 || b.Amount > market.MaxPay:
		return bad("complaint %.20q of kind %.20q over %d fen", b.Number, b.Kind, b.Amount)
	}
	return a.exec(`INSERT INTO complaint (id, number, kind, posting, match, amount, station, at, tag, box)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Number, string(b.Kind), b.Posting.String(), b.Match.String(), int64(b.Amount), a.o.Station, a.f.At, tag, box)
}

// caller gives the one box of a fact: nil and nil where there may be none.
func (a *applier) caller(must bool) (tag, box any, err error) {
	switch n := len(a.f.Boxes); {
	case n > 1, n == 0 && must, emptyBox(a.f.Boxes), n == 1 && a.f.Boxes[0].Published:
		return nil, nil, bad("%s of %s with %d boxes, or one that is published", a.f.Kind, a.id, n)
	case n == 0:
		return nil, nil, nil
	}
	return a.f.Boxes[0].Tag[:], a.f.Boxes[0].Data, nil
}

// here refuses what neither the thing's own station nor the county may say.
func (a *applier) here() error {
	if a.o.Station != a.f.ID.Station && !a.o.County() {
		return bad("%s of %s said by %s", a.f.Kind, a.id, a.o)
	}
	return nil
}

func (a *applier) complaintMoved(b record.ComplaintMove) error {
	if err := a.here(); err != nil {
		return err
	}
	rank := b.State.Rank()
	if rank < 1 || longer(b.Words, market.MaxNotes) {
		return bad("complaint moved to %.20q", b.State)
	}
	if err := a.need("complaint", a.id); err != nil {
		return err
	}
	return a.exec(`UPDATE complaint SET state = ?, rank = ?, words = ?, moved_at = ?, move_station = ?, move_epoch = ?, move_seq = ?
		WHERE id = ? AND (rank, move_station, move_epoch, move_seq) < (?, ?, ?, ?)`,
		string(b.State), rank, b.Words, a.f.At, a.o.Station, a.o.Epoch, a.seq, a.id, rank, a.o.Station, a.o.Epoch, a.seq)
}

func (a *applier) guidanceAsked(b record.Guidance) error {
	if err := a.own(); err != nil {
		return err
	}
	tag, box, err := a.caller(true)
	if err != nil {
		return err
	}
	if longer(string(b.Topic), maxWord) {
		return bad("guidance on %.20q", b.Topic)
	}
	return a.exec(`INSERT INTO guidance (id, topic, station, at, tag, box) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, string(b.Topic), a.o.Station, a.f.At, tag, box)
}

func (a *applier) guidanceAnswered(b record.Answered) error {
	if err := a.here(); err != nil {
		return err
	}
	if longer(b.Words, market.MaxNotes) {
		return bad("guidance answered in too many words")
	}
	if err := a.need("guidance", a.id); err != nil {
		return err
	}
	return a.exec(`UPDATE guidance SET answered = 1, words = ?, move_station = ?, move_epoch = ?, move_seq = ?
		WHERE id = ? AND (move_station, move_epoch, move_seq) < (?, ?, ?)`,
		b.Words, a.o.Station, a.o.Epoch, a.seq, a.id, a.o.Station, a.o.Epoch, a.seq)
}

func (a *applier) proposalMade(b record.Proposal) error {
	if err := a.own(); err != nil {
		return err
	}
	tag, box, err := a.caller(true)
	if err != nil {
		return err
	}
	if !market.CheckFollowNo(b.Number) || longer(b.Firm.Name, market.MaxName) || longer(b.Firm.USCC, maxWord) ||
		longer(b.Firm.Licence, market.MaxName) || longer(string(b.Firm.Kind), maxWord) {
		return bad("proposal %.20q with words of no allowed length", b.Number)
	}
	if err := checkPosting(&b.Posting); err != nil {
		return err
	}
	firm, err := record.Marshal(b.Firm)
	if err != nil {
		return err
	}
	posting, err := record.Marshal(b.Posting)
	if err != nil {
		return err
	}
	station := a.o.Station
	if a.o.County() {
		station = b.For
	}
	return a.exec(`INSERT INTO proposal (id, number, employer, firm, body, station, at, tag, box)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.id, b.Number, b.Employer.String(), firm, posting, station, a.f.At, tag, box)
}

// proposalSettled is said by the station that decides, which numbers the places of what it opens; the
// county may return it, and passes none.
func (a *applier) proposalSettled(b record.ProposalOutcome) error {
	returned := a.o.County() && b.Posting == record.Ref{}
	if !a.mayDecide() && !returned {
		return bad("%s settled by %s", a.id, a.o)
	}
	state, rank := market.ProposalReturned, 1
	if b.Posting != (record.Ref{}) {
		state, rank = market.ProposalPassed, 2
	}
	if rank == 1 && !slices.Contains(market.ReturnReasons, b.Reason) || longer(b.Words, market.MaxNotes) {
		return bad("%s settled with the reason %.20q", a.id, b.Reason)
	}
	known := a.decides
	if returned {
		known = func() error { return a.need("proposal", a.id) }
	}
	if err := known(); err != nil {
		return err
	}
	return a.exec(`UPDATE proposal SET state = ?, rank = ?, posting = ?, reason = ?, words = ?, move_station = ?, move_epoch = ?, move_seq = ?
		WHERE id = ? AND (rank, move_station, move_epoch, move_seq) < (?, ?, ?, ?)`,
		string(state), rank, b.Posting.String(), b.Reason, b.Words, a.o.Station, a.o.Epoch, a.seq,
		a.id, rank, a.o.Station, a.o.Epoch, a.seq)
}

// mayDecide says whether the fact's station may be the one that decides about its proposal: it made it, or
// the county did, which says in it who decides.
func (a *applier) mayDecide() bool {
	return a.o.Station == a.f.ID.Station || a.f.ID.Origin.County()
}

// decides refuses a fact whose station is not the one that decides about its proposal.
func (a *applier) decides() error {
	if err := a.need("proposal", a.id); err != nil {
		return err
	}
	var station uint16
	if err := a.tx.QueryRowContext(a.ctx, `SELECT station FROM proposal WHERE id = ?`, a.id).Scan(&station); err != nil {
		return fmt.Errorf("read who decides about %s: %w", a.id, err)
	}
	if station != a.o.Station {
		return bad("%s of %s said by %s", a.f.Kind, a.id, a.o)
	}
	return nil
}
