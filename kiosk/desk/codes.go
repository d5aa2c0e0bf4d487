package desk

import (
	"context"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// CodeKind is what a scanned code is.
type CodeKind int

// The kinds of codes.
const (
	AlienCode   CodeKind = iota // nothing that a market prints
	PostingSlip                 // the slip of a posting, verified
	MatchSlip                   // the slip of one person's place, verified
	UnknownSlip                 // a slip that cannot be checked here: neither true nor false
	BadSlip                     // looks like one and is not, or was read in part
	WorkerCode                  // a worker's card that stands
	VoidCard                    // a worker's card that was never heard of here, or that ended
	StaffCode                   // a card of staff; they still press their PIN
)

// Code is what a scanned code means.
type Code struct {
	Kind CodeKind
	// Slip is what the slip says by itself; nil unless the code is one. Code is the code's text.
	Slip *market.Slip
	Code string
	// Match is the place of a MatchSlip, Known whether it is here.
	Match store.MatchRow
	Known bool
	// Worker is who holds the card, or the place where that is known. Its ID is "" otherwise.
	Worker market.Worker
}

// ReadCode says what a scanned text means. This is the one place that decides it. An error is a
// fault of the station; a code that is no good is a Code.
func (d *Desk) ReadCode(ctx context.Context, text string) (Code, error) {
	if c, err := market.ParseCard(text); err == nil {
		return d.readCard(ctx, c)
	}
	if !strings.Contains(text, "://") {
		return Code{}, nil
	}
	s, err := d.CheckSlip(ctx, text)
	switch market.Code(err) {
	case "":
		if err != nil {
			return Code{}, err
		}
	case "bad_slip":
		if _, _, url := market.ParseSlipURL(text); url != nil && !strings.Contains(strings.ToUpper(text), "/J/") {
			return Code{}, nil // the address of something else
		}
		return Code{Kind: BadSlip}, nil
	case "slip_other_county", "slip_unknown_signer":
		_, number, err := market.ParseSlipURL(text)
		if err != nil {
			return Code{}, err
		}
		if s, err = market.ParseSlip(number); err != nil {
			return Code{}, err
		}
		return Code{Kind: UnknownSlip, Slip: s, Code: text}, nil
	default:
		return Code{}, err
	}
	if !s.Match {
		return Code{Kind: PostingSlip, Slip: s, Code: text}, nil
	}
	c := Code{Kind: MatchSlip, Slip: s, Code: text}
	m, err := d.store.MatchOfSlip(ctx, s)
	if market.Code(err) == "unknown_match" {
		return c, nil
	}
	if err != nil {
		return Code{}, err
	}
	c.Match, c.Known = m, true
	c.Worker, err = d.holder(ctx, m)
	return c, err
}

// FindTicket gives the place of a 票号 and who holds it, as the slip itself would. It refuses with
// bad_ticket, unknown_match or ticket_unclear.
func (d *Desk) FindTicket(ctx context.Context, no string) (Code, error) {
	m, err := d.store.MatchByTicket(ctx, no)
	if err != nil {
		return Code{}, err
	}
	w, err := d.holder(ctx, m)
	return Code{Kind: MatchSlip, Match: m, Known: true, Worker: w}, err
}

// holder is who holds a place, without an ID where nobody here knows the person.
func (d *Desk) holder(ctx context.Context, m store.MatchRow) (market.Worker, error) {
	w, err := d.store.ShownWorker(ctx, m.Worker)
	if market.Code(err) == "unknown_worker" {
		return market.Worker{}, nil
	}
	return w, err
}

func (d *Desk) readCard(ctx context.Context, c market.Card) (Code, error) {
	if c.Kind == market.StaffCard {
		return Code{Kind: StaffCode}, nil
	}
	w, err := d.store.WorkerByCard(ctx, c)
	switch market.Code(err) {
	case "unknown_card", "unknown_worker":
		return Code{Kind: VoidCard}, nil
	}
	return Code{Kind: WorkerCode, Worker: w}, err
}
