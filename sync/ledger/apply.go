// Package ledger turns facts into the tables that screens and pages read, the same way at a
// station and at the county, so that the same facts show the same state whatever order they
// came in (I4).
//
// Begin at Take: it gives one stored entry its effect, parks what speaks of things that are
// not here yet, and quarantines what cannot be used, so that a bad record never blocks the
// queue (I8). Everything runs inside the caller's transaction, which is told (sqldb.Tx.Note) the
// postings whose row in the table posting changes.
package ledger

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

//go:embed schema/*.sql
var schema embed.FS

// Schema is the room's migrations.
func Schema() fs.FS {
	sub, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the folder is embedded
	}
	return sub
}

// missing says that a fact speaks of a thing that is not here yet.
type missing struct{ thing string }

func (m missing) Error() string { return "not here yet: " + m.thing }

// unusable says that a fact can never be used.
type unusable struct{ why string }

func (u unusable) Error() string { return u.why }

func bad(format string, a ...any) error { return unusable{fmt.Sprintf(format, a...)} }

// Outcome is what became of an entry.
type Outcome struct {
	Applied     []Applied // the entry and those that had waited for it
	Parked      bool
	Quarantined string // why, or empty

	Fact *record.Fact // the entry's own, nil when it cannot be read
}

// Applied is a fact that took effect, with the entry it stands in.
type Applied struct {
	Entry journal.Entry
	Fact  *record.Fact
}

// Take gives a stored entry its effect. An error is a fault of the database; a fact that
// cannot be used is an Outcome.
func Take(ctx context.Context, tx *sqldb.Tx, e journal.Entry) (Outcome, error) {
	d := NewFeed(ctx, tx)
	out, err := d.Take(e)
	if err != nil {
		return out, err
	}
	return out, d.Flush()
}

// Feed takes many entries in one transaction. What it has looked up and only its own entries
// can change it does not look up for each again: that nothing is parked, that no place was
// asked for, that a posting is here. Check-ins, which are most of a journal and which no fact
// speaks of, it writes several at a time. A transaction that uses a Feed writes the ledger through
// it alone, and ends with its Flush.
type Feed struct {
	ctx    context.Context
	tx     *sqldb.Tx
	parked state
	asked  state           // whether there are requests
	here   map[string]bool // postings that are here

	checkIns *sqldb.Bulk
}

// state is what a Feed knows of a table: nothing yet, that it is empty, or that it has rows.
type state int

const (
	unknown state = iota
	empty
	some
)

// NewFeed begins; it is good until the end of tx.
func NewFeed(ctx context.Context, tx *sqldb.Tx) *Feed {
	return &Feed{
		ctx: ctx, tx: tx, here: map[string]bool{},
		checkIns: tx.Bulk(`INSERT INTO check_in (id, worker, purpose, day, number, station, at)`, 7, `ON CONFLICT DO NOTHING`),
	}
}

// Flush writes what was put off.
func (d *Feed) Flush() error {
	if err := d.checkIns.Flush(d.ctx); err != nil {
		return fmt.Errorf("write check-ins: %w", err)
	}
	return nil
}

// Take is the function Take, for one of many.
func (d *Feed) Take(e journal.Entry) (Outcome, error) {
	f, _ := record.Decode(e.Bytes) // nil says enough
	return d.TakeRead(e, f)
}

// TakeRead is Take for an entry whose fact was decoded before; f is nil when that was not possible.
func (d *Feed) TakeRead(e journal.Entry, f *record.Fact) (Outcome, error) {
	out := Outcome{Fact: f}
	var queue []journal.Entry
	for first := true; first || len(queue) > 0; first = false {
		var err error
		if !first {
			e, queue = queue[0], queue[1:]
			f = nil
		}
		if f == nil {
			f, err = record.Decode(e.Bytes)
		}
		if err == nil {
			err = d.apply(e, f)
		}
		m, isMissing := errors.AsType[missing](err)
		_, isUnusable := errors.AsType[unusable](err)
		switch {
		case err == nil:
			out.Applied = append(out.Applied, Applied{e, f})
			woken, err := d.unpark(f.ID.String())
			if err != nil {
				return out, err
			}
			queue = append(queue, woken...)
			if f.Kind == record.HoldingsListed {
				if woken, err = d.refused(e.Origin); err != nil {
					return out, err
				}
				queue = append(queue, woken...)
			}
		case isMissing:
			if err := journal.Park(d.ctx, d.tx, e.Origin, e.Seq, m.thing); err != nil {
				return out, err
			}
			d.parked = some
			out.Parked = out.Parked || first
		case isUnusable, errors.Is(err, record.ErrFact):
			if err := quarantine(d.ctx, d.tx, e, f, err.Error()); err != nil {
				return out, err
			}
			if first {
				out.Quarantined = err.Error()
			}
		default:
			return out, err
		}
	}
	return out, nil
}

// unpark gives what waited for a thing.
func (d *Feed) unpark(thing string) ([]journal.Entry, error) {
	if d.parked == unknown {
		any, err := journal.AnyParked(d.ctx, d.tx)
		if err != nil {
			return nil, err
		}
		d.parked = stateOf(any)
	}
	if d.parked == empty {
		return nil, nil
	}
	return journal.Unpark(d.ctx, d.tx, thing)
}

func stateOf(any bool) state {
	if any {
		return some
	}
	return empty
}

// applier is one fact on its way into the tables.
type applier struct {
	ctx context.Context
	tx  *sqldb.Tx
	o   market.Origin
	seq uint64
	f   *record.Fact
	id  string

	feed *Feed
}

func (d *Feed) apply(e journal.Entry, f *record.Fact) error {
	a := &applier{d.ctx, d.tx, e.Origin, e.Seq, f, f.ID.String(), d}
	switch f.Kind {
	case record.EmployerRegistered:
		return body(a, a.employer)
	case record.PostingOpened:
		return body(a, a.postingOpened)
	case record.PostingRevised:
		return body(a, a.postingRevised)
	case record.PostingClosed:
		return body(a, a.postingClosed)
	case record.WorkerRegistered:
		return body(a, a.worker)
	case record.CheckInMade:
		return body(a, a.checkIn)
	case record.MatchTaken:
		return body(a, a.taken)
	case record.MatchCancelled:
		return body(a, a.cancelled)
	case record.CancelAsked:
		return body(a, a.cancelAsked)
	case record.MatchContacted:
		return a.matchUpdate(`contacted = 1`)
	case record.MatchArrived:
		return a.advance("arrived")
	case record.MatchFinished:
		return body(a, a.finished)
	case record.SlipPrinted:
		return body(a, a.printed)
	case record.PlaceRequested:
		return body(a, a.requested)
	case record.PlaceReturned:
		return body(a, a.returned)
	case record.PlaceGranted:
		return body(a, a.granted)
	case record.PlaceRecalled:
		return body(a, a.recalled)
	case record.PlaceReclaimed:
		return body(a, a.reclaimed)
	case record.WaitlistJoined:
		return body(a, a.joined)
	case record.HeadsAsked:
		return body(a, a.headsAsked)
	case record.MatchLate:
		return a.late()
	case record.ConflictWinner:
		return body(a, a.winner)
	case record.ConflictSettled:
		return body(a, a.settled)
	case record.WorkerMerged:
		return body(a, a.merged)
	case record.WorkerApart:
		return body(a, a.apart)
	case record.WaitlistLeft:
		return a.left()
	case record.WaitlistCalled:
		return a.called()
	case record.GenerationOpened:
		return body(a, a.generationOpened)
	case record.PlaceHeld:
		return body(a, a.held)
	case record.HoldingsListed:
		return body(a, a.listed)
	case record.CountyHeard:
		return body(a, a.countyHeard)
	case record.EpochOpened:
		return body(a, a.epochOpened)
	case record.FactPassed:
		return body(a, a.factPassed)
	case record.PersonErased:
		return body(a, a.personErased)
	case record.ConsentGiven:
		return body(a, a.consent)
	case record.WishesTold:
		return body(a, a.wishes)
	case record.CardIssued:
		return body(a, a.card)
	case record.StationEnrolled:
		return body(a, a.station)
	case record.StaffSet:
		return body(a, a.staff)
	case record.ComplaintFiled:
		return body(a, a.complaintFiled)
	case record.ComplaintMoved:
		return body(a, a.complaintMoved)
	case record.GuidanceAsked:
		return body(a, a.guidanceAsked)
	case record.GuidanceAnswered:
		return body(a, a.guidanceAnswered)
	case record.ProposalMade:
		return body(a, a.proposalMade)
	case record.ProposalSettled:
		return body(a, a.proposalSettled)
	case record.NoticePublished:
		return body(a, a.noticePublished)
	case record.NoticeWithdrawn:
		return a.published("notice", nil, true)
	case record.TrainingPublished:
		return body(a, a.trainingPublished)
	case record.TrainingWithdrawn:
		return a.published("training", nil, true)
	case record.TrainingWished:
		return body(a, a.trainingWished)
	case record.AgreementPublished:
		return body(a, a.agreementPublished)
	case record.StationDescribed:
		return body(a, a.stationDescribed)
	case record.CheckInLeft:
		return body(a, a.checkInLeft)
	case record.HallCleared:
		return body(a, a.hallCleared)
	case record.OrderDrawn:
		return body(a, a.orderDrawn)
	case record.OfferMade:
		return body(a, a.offerMade)
	case record.OfferEnded:
		return body(a, a.offerEnded)
	case record.MatchRated:
		return body(a, a.rated)
	case record.HelpSettled:
		return body(a, a.helpSettled)
	case record.ProposalChecked:
		return body(a, a.proposalChecked)
	case record.EmployerFlagged:
		return body(a, a.employerFlagged)
	case record.EmployerListed:
		return body(a, a.employerListed)
	case record.PostingReasoned:
		return body(a, a.postingReasoned)
	case record.TagSet:
		return body(a, a.tagSet)
	case record.AidNoted:
		return body(a, a.aidNoted)
	case record.ComplaintFollowed:
		return body(a, a.complaintFollowed)
	case record.DutySet:
		return body(a, a.dutySet)
	case record.FieldNoted:
		return body(a, a.fieldNoted)
	case record.EventOpened:
		return body(a, a.eventOpened)
	case record.EventClosed:
		return a.eventClosed()
	case record.PostingWithheld:
		return body(a, a.postingWithheld)
	case record.NamesPrinted: // it is there to be found; no table follows from it
		return body(a, func(record.NamesOnPaper) error { return nil })
	case record.PersonShown: // likewise
		return body(a, func(record.Unmasked) error { return a.fromCounty() })
	}
	return bad(unknownKind+" %q", f.Kind)
}

// body decodes the fact's body for its kind and applies it.
func body[B any](a *applier, do func(B) error) error {
	var b B
	if err := record.Unmarshal(a.f.Body, &b); err != nil {
		return err
	}
	return do(b)
}

// own refuses a fact that makes a thing under somebody else's number.
func (a *applier) own() error {
	if a.f.ID.Origin != a.o || a.f.ID.N == 0 {
		return bad("%s made by %s", a.id, a.o)
	}
	return nil
}

// fromCounty refuses what only the county may say.
func (a *applier) fromCounty() error {
	if !a.o.County() {
		return bad("%s said by station %s", a.f.Kind, a.o)
	}
	return nil
}

func (a *applier) exec(query string, args ...any) error {
	_, err := a.tx.ExecContext(a.ctx, query, args...)
	if err != nil {
		return fmt.Errorf("apply %s of %s: %w", a.f.Kind, a.id, err)
	}
	return nil
}

// changed runs an update and says whether it found its row.
func (a *applier) changed(query string, args ...any) (bool, error) {
	r, err := a.tx.ExecContext(a.ctx, query, args...)
	if err != nil {
		return false, fmt.Errorf("apply %s of %s: %w", a.f.Kind, a.id, err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// exists looks for a row by its id; table is a constant of this package.
func (a *applier) exists(table, id string) (bool, error) {
	var n int
	err := a.tx.QueryRowContext(a.ctx, `SELECT COUNT(*) FROM `+table+` WHERE id = ?`, id).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for %s: %w", id, err)
	}
	return n > 0, nil
}

// need gives missing unless the thing is in its table.
func (a *applier) need(table, id string) error {
	if table == "posting" && a.feed.here[id] {
		return nil
	}
	ok, err := a.exists(table, id)
	if err != nil {
		return err
	}
	if !ok {
		return missing{id}
	}
	if table == "posting" { // no fact takes one away
		a.feed.here[id] = true
	}
	return nil
}

// first gives the first error, so that a fault of the database is never taken for a fault of
// the fact.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
