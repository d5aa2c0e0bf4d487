package archive

import (
	"context"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// ProposalRow is a posting that an employer handed in, as an office sees it.
type ProposalRow struct {
	ID      market.ProposalID
	Number  string // by which its author follows it
	Posting market.Posting
	Firm    string // what may be shown of the employer; "" for a person
	Kind    market.EmployerKind
	USCC    string
	Licence string
	Who     Masked
	State   market.ProposalState
	Opened  market.PostingID // of one that was passed
	Reason  string           // of one that was returned
	Words   string
	At      time.Time
	Station uint16 // where it is decided
	Name    string // of that station
	Checks  []CheckRow
}

// CheckRow is one thing that staff have looked at before a posting is passed.
type CheckRow struct {
	What, Words, By string
	Good            bool
	At              time.Time
}

// Proposals lists what was handed in within a reach: what waits, the oldest first, or what was
// decided, the newest first; at most so many, after those that are skipped.
func (a *Archive) Proposals(ctx context.Context, r Reach, state market.ProposalState, most, skip int) ([]ProposalRow, error) {
	order := `c.at DESC, c.id`
	if state == market.ProposalWaits {
		order = `c.at, c.id`
	}
	return a.proposals(ctx, `c.state = ? AND `+inReach+` ORDER BY `+order+` LIMIT ? OFFSET ?`, append(append([]any{string(state)}, r.args()...), most, skip)...)
}

// CountProposals says how many there are of a state within a reach.
func (a *Archive) CountProposals(ctx context.Context, r Reach, state market.ProposalState) (n int, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM proposal c JOIN `+stationNow+` s ON s.no = c.station WHERE c.state = ? AND `+inReach,
			append([]any{string(state)}, r.args()...)...).Scan(&n)
	})
	if err != nil {
		return 0, fmt.Errorf("count what was handed in: %w", err)
	}
	return n, nil
}

// Proposal reads one, or refuses with unknown_proposal.
func (a *Archive) Proposal(ctx context.Context, id market.ProposalID) (ProposalRow, error) {
	l, err := a.proposals(ctx, `c.id = ?`, string(id))
	if err != nil {
		return ProposalRow{}, err
	}
	if len(l) == 0 {
		return ProposalRow{}, market.Refuse("unknown_proposal")
	}
	return l[0], nil
}

func (a *Archive) proposals(ctx context.Context, where string, args ...any) (out []ProposalRow, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		err = each(ctx, tx, func(scan func(...any) error) error {
			var p ProposalRow
			var raw, firm, tag, box []byte
			var at int64
			var own string
			var area market.AreaCode
			if err := scan(&p.ID, &p.Number, &raw, &firm, &p.State, &p.Opened, &p.Reason, &p.Words, &at, &p.Station, &tag, &box, &own, &area); err != nil {
				return err
			}
			var b record.Posting
			var f record.Employer
			if err := record.Unmarshal(raw, &b); err != nil {
				return fmt.Errorf("read proposal %s: %w", p.ID, err)
			}
			if err := record.Unmarshal(firm, &f); err != nil {
				return fmt.Errorf("read employer of proposal %s: %w", p.ID, err)
			}
			p.Posting, p.At = ledger.Posting("", &b), time.UnixMilli(at).In(market.Zone)
			p.Firm, p.Kind, p.USCC, p.Licence, p.Name = f.Name, f.Kind, f.USCC, f.Licence, stationName(area, own)
			var who record.Proposer
			if err := s.open(tag, box, &who); err != nil {
				return err
			}
			p.Who = masked(who.Called, who.Phone)
			out = append(out, p)
			return nil
		}, `SELECT c.id, c.number, c.body, c.firm, c.state, c.posting, c.reason, c.words, c.at, c.station, c.tag, c.box, s.name, s.area
			FROM proposal c JOIN `+stationNow+` s ON s.no = c.station WHERE `+where, args...)
		if err != nil {
			return err
		}
		for i := range out {
			if err := checks(ctx, tx, &out[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}

func checks(ctx context.Context, tx *sqldb.Tx, p *ProposalRow) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var c CheckRow
		var at int64
		if err := scan(&c.What, &c.Good, &c.Words, &c.By, &at); err != nil {
			return err
		}
		c.At = time.UnixMilli(at).In(market.Zone)
		p.Checks = append(p.Checks, c)
		return nil
	}, `SELECT what, good, words, by_whom, at FROM proposal_check WHERE proposal = ? ORDER BY at, what`, string(p.ID))
}

// ReturnProposal gives a proposal back to its employer with a reason of market.ReturnReasons. The
// station that has it hears of it; where its staff passed it meanwhile, the pass stands. The
// county passes none: places are numbered by the station that opens the posting. It refuses with
// unknown_choice, unknown_proposal and wrong_state.
func (a *Archive) ReturnProposal(ctx context.Context, id market.ProposalID, reason, words string) error {
	if !slices.Contains(market.ReturnReasons, reason) {
		return &market.Error{Code: "unknown_choice", Field: "reason"}
	}
	words, err := market.Words(words, false)
	if err != nil {
		return err
	}
	ref, err := market.ParseRef(string(id))
	if err != nil {
		return market.Refuse("unknown_proposal")
	}
	return a.update(ctx, func(w *writer) error {
		states, err := list(w, scanID, `SELECT state FROM proposal WHERE id = ?`, string(id))
		switch {
		case err != nil:
			return fmt.Errorf("read proposal %s: %w", id, err)
		case len(states) == 0:
			return market.Refuse("unknown_proposal")
		case states[0] != string(market.ProposalWaits):
			return market.Refuse("wrong_state")
		}
		var to uint16
		if err := w.tx.QueryRowContext(ctx, `SELECT station FROM proposal WHERE id = ?`, string(id)).Scan(&to); err != nil {
			return fmt.Errorf("read station of proposal %s: %w", id, err)
		}
		return w.put(record.ProposalSettled, ref, toStation(to), record.ProposalOutcome{Reason: reason, Words: words})
	})
}

// Postings lists the postings opened within a reach: open and withheld ones, those that begin first
// before others, or closed ones, the newest first.
func (a *Archive) Postings(ctx context.Context, r Reach, closed bool, most, skip int) (out []PostingRow, err error) {
	where := `p.state IN ('open', 'withheld') AND p.last_day >= ? AND ` + inReach + ` ORDER BY p.start_at, p.id LIMIT ? OFFSET ?`
	if closed {
		where = `(p.state = 'closed' OR p.last_day < ?) AND ` + inReach + ` ORDER BY p.opened_at DESC, p.id LIMIT ? OFFSET ?`
	}
	args := append(append([]any{market.MinuteOf(a.now()).Date()}, r.args()...), most, skip)
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		s, err := newShade(ctx, tx)
		if err != nil {
			return err
		}
		return s.postings(func(p PostingRow) { out = append(out, p) }, where, args...)
	})
	return out, err
}
