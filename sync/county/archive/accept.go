package archive

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"errors"
	"fmt"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Station is an enrolled (station, epoch).
type Station struct {
	market.Origin
	Sign   ed25519.PublicKey
	Wrap   []byte
	Frozen bool
	Area   market.AreaCode
	Name   string

	revoked bool
}

// Station reads an enrolled (station, epoch), or refuses with unknown_station.
func (a *Archive) Station(ctx context.Context, o market.Origin) (Station, error) {
	var s Station
	err := a.db.View(ctx, func(tx *sqldb.Tx) (err error) {
		s, err = station(ctx, tx, o)
		return err
	})
	return s, err
}

func station(ctx context.Context, tx *sqldb.Tx, o market.Origin) (Station, error) {
	s := Station{Origin: o}
	var sign []byte
	err := tx.QueryRowContext(ctx, `SELECT e.sign, e.wrap, e.frozen, s.area, s.name,
		EXISTS (SELECT 1 FROM revoked r WHERE r.station = e.station) FROM epoch e
		JOIN station s ON s.no = e.station AND s.epoch = e.epoch WHERE e.station = ? AND e.epoch = ?`, o.Station, o.Epoch).
		Scan(&sign, &s.Wrap, &s.Frozen, &s.Area, &s.Name, &s.revoked)
	if errors.Is(err, sql.ErrNoRows) {
		return s, market.Refuse("unknown_station")
	}
	if err != nil {
		return s, fmt.Errorf("read station %s: %w", o, err)
	}
	s.Sign = sign
	return s, nil
}

// Accept takes a batch in one transaction: new facts get their rev and effect, and what they
// call for (grants, recalls) is written as facts of the county. Facts that are here already
// must be the same ones; a batch that does not fit the county's own rows is a fork, which
// freezes the epoch. A frozen epoch still sends what it has. The reply is what is durable now,
// with proof. Refusals: unknown_station, bad_signature, gap, fork.
func (a *Archive) Accept(ctx context.Context, b *wire.Batch) (wire.Ack, error) {
	return a.AcceptAll(ctx, []*Incoming{Read(b)})
}

// AcceptAll takes batches of one journal that follow each other, all in one transaction. When
// one of them is refused, those before it are kept as Accept would have kept them.
func (a *Archive) AcceptAll(ctx context.Context, batches []*Incoming) (wire.Ack, error) {
	ack, _, err := a.acceptAll(ctx, batches)
	return ack, err
}

// acceptAll also gives how many facts were new.
func (a *Archive) acceptAll(ctx context.Context, batches []*Incoming) (ack wire.Ack, fresh int, err error) {
	forked := false
	err = a.update(ctx, func(w *writer) error {
		for _, b := range batches {
			var head journal.Head
			var err error
			if head, forked, err = w.accept(b); err != nil {
				return err
			}
			if forked {
				break
			}
			ack = wire.Ack{Station: b.Station, Epoch: b.Epoch, Seq: head.Seq, Hash: head.Hash}
		}
		fresh = w.fresh
		return w.follow()
	})
	switch {
	case err == nil && forked:
		return wire.Ack{}, fresh, market.Refuse("fork")
	case err == nil:
		return ack, fresh, nil
	case len(batches) == 1 || market.Code(err) == "":
		return wire.Ack{}, 0, err
	}
	fresh = 0
	for _, b := range batches {
		var n int
		ack, n, err = a.acceptAll(ctx, []*Incoming{b})
		if fresh += n; err != nil {
			return wire.Ack{}, fresh, err
		}
	}
	return ack, fresh, nil
}

// History gives the facts first…last of o's journal in a row, for a stream that was packed
// with them; bad_value when they are too many or not all here.
func (a *Archive) History(ctx context.Context, o market.Origin, first, last uint64) ([]byte, error) {
	if last < first {
		return nil, nil
	}
	if first == 0 || last-first >= wire.MaxHistoryLen {
		return nil, market.Refuse("bad_value")
	}
	var facts []byte
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		entries, err := journal.Read(ctx, tx, o, first-1, int(last-first+1))
		if err != nil {
			return err
		}
		for _, e := range entries {
			facts = append(facts, e.Bytes...)
		}
		if uint64(len(entries)) != last-first+1 || entries[len(entries)-1].Seq != last || len(facts) > wire.MaxHistory {
			return market.Refuse("bad_value")
		}
		return nil
	})
	return facts, err
}

func (w *writer) accept(b *Incoming) (head journal.Head, forked bool, err error) {
	o := b.Origin()
	s, err := station(w.ctx, w.tx, o)
	if err != nil {
		return head, false, err
	}
	if !wire.SignedBy(w.a.keys.county, b.Batch, s.Sign) {
		return head, false, market.Refuse("bad_signature")
	}
	if most := wire.MaxBatch * record.MaxBoxes; len(b.Keys) > most || b.Ring.Len() > most {
		return head, false, market.Refuse("too_large")
	}
	if head, err = journal.HeadOf(w.ctx, w.tx, w.a.keys.county, o); err != nil {
		return head, false, err
	}
	if !b.whole { // altered on its way: the signature covers the last link, and that the facts
		return head, false, market.Refuse("bad_signature")
	}
	if b.First > head.Seq+1 {
		return head, false, market.Refuse("gap")
	}
	// Both journals run from seq 1; where both have a link it must be the same one.
	last := min(b.Last(), head.Seq)
	for _, at := range []struct {
		seq  uint64
		link record.Hash
	}{{b.First - 1, b.Prev}, {last, b.linkAt(last)}} {
		own, ok, err := journal.HashAt(w.ctx, w.tx, w.a.keys.county, o, at.seq)
		if err != nil {
			return head, false, err
		}
		if !ok {
			return head, false, market.Refuse("gap")
		}
		if own != at.link {
			seq, err := w.parted(b, last)
			if err != nil {
				return head, false, err
			}
			return head, true, w.fork(o, seq)
		}
	}
	return w.take(b, head)
}

// parted gives the first seq of the batch at which the county's journal says something else.
func (w *writer) parted(b *Incoming, last uint64) (uint64, error) {
	for seq := b.First - 1; seq < last; seq++ {
		own, ok, err := journal.HashAt(w.ctx, w.tx, w.a.keys.county, b.Origin(), seq)
		if err != nil {
			return 0, err
		}
		if !ok || own != b.linkAt(seq) {
			return max(seq, 1), nil
		}
	}
	return last, nil
}

// fork notes that a journal has two pasts and freezes the epoch. The note must be durable, so
// this is not an error.
func (w *writer) fork(o market.Origin, seq uint64) error {
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO fork (station, epoch, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		o.Station, o.Epoch, seq, w.a.now().UnixMilli()); err != nil {
		return fmt.Errorf("note fork of %s: %w", o, err)
	}
	return w.freeze(o)
}

// take gives the new facts of a batch that fits their revs and effects. What they call for is for
// follow.
func (w *writer) take(b *Incoming, head journal.Head) (journal.Head, bool, error) {
	tags, keys := wire.Open(w.a.keys.wrap, b.Ring, b.Keys)
	for i, t := range tags {
		if err := ledger.PutKey(w.ctx, w.tx, t, keys[i]); err != nil {
			return head, false, err
		}
	}
	facts := journal.NewRun(w.tx)
	for i, raw := range b.Facts {
		seq := b.First + uint64(i)
		if seq <= head.Seq {
			continue
		}
		w.rev++
		e := journal.Entry{Origin: b.Origin(), Seq: seq, Bytes: raw, Hash: b.links[i], Rev: w.rev}
		out, err := w.feed.TakeRead(e, b.facts[i])
		if err != nil {
			return head, false, err
		}
		kind, thing := record.Kind("?"), ""
		if out.Fact != nil {
			kind, thing = out.Fact.Kind, out.Fact.ID.String()
		}
		// The fact itself is written when it is known who should see it; those that had waited for it
		// are here and change.
		scope := toCounty
		for n, applied := range out.Applied {
			to, err := w.audience(applied.Fact, w.touched)
			if err != nil {
				return head, false, err
			}
			if n == 0 && applied.Entry.Seq == e.Seq && applied.Entry.Origin == e.Origin {
				scope = to
			} else if err := w.publish(applied.Entry, to); err != nil {
				return head, false, err
			}
		}
		if err := facts.Put(w.ctx, e, kind, thing, scope); err != nil {
			return head, false, err
		}
		if len(out.Applied) != 1 || !quiet[kind] { // the journal is looked at
			if err := facts.Flush(w.ctx); err != nil {
				return head, false, err
			}
		}
		for _, applied := range out.Applied {
			if err := w.answer(applied); err != nil {
				return head, false, err
			}
			if err := w.judge(applied.Fact); err != nil {
				return head, false, err
			}
		}
		head = journal.Head{Seq: seq, Hash: b.links[i]}
		w.fresh++
	}
	return head, false, facts.Flush(w.ctx)
}

// quiet are the kinds of which a journal is made on a usual day. To give one its effect nobody
// looks at facts of stations, so several of them may be stored together.
var quiet = map[record.Kind]bool{
	record.EmployerRegistered: true, record.PostingOpened: true, record.WorkerRegistered: true, record.CheckInMade: true,
	record.MatchTaken: true, record.MatchContacted: true, record.MatchArrived: true, record.MatchFinished: true, record.SlipPrinted: true,
	record.PlaceReturned: true,
}

// follow does what the accepted batches call for, once for all of them: it names winners, stands
// in for epochs that are over and settles the postings whose places may have changed.
func (w *writer) follow() error {
	if err := w.nameWinners(); err != nil {
		return err
	}
	if err := w.standIn(); err != nil {
		return err
	}
	for _, p := range w.touched.list() {
		if err := w.settle(p); err != nil {
			return err
		}
	}
	clear(w.touched)
	return nil
}

// answer does what a station's account of itself calls for.
func (w *writer) answer(a ledger.Applied) error {
	switch a.Fact.Kind {
	case record.PlaceHeld:
		return w.contradict(a)
	case record.EpochOpened:
		return w.succeeded(a)
	case record.CountyHeard:
		return w.heard(a)
	case record.HoldingsListed:
		return w.listed(a)
	}
	return nil
}

// audience decides who should see a fact that took effect, and notes the posting whose places
// it may have changed.
func (w *writer) audience(f *record.Fact, touched touchedPostings) (string, error) {
	posting := ""
	switch f.Kind {
	case record.EmployerRegistered, record.TrainingWished, record.CardIssued, // a card is shown anywhere, and names nobody
		record.EmployerFlagged, record.TagSet:
		return toAll, nil
	case record.EpochOpened: // whoever has heard of what was given up lets go of it
		return toAll, nil
	case record.PlaceHeld:
		posting = f.ID.String()
	case record.PostingOpened, record.PostingRevised, record.PostingClosed, record.PlaceReturned:
		posting = f.ID.String()
	case record.MatchTaken:
		var b record.Taken
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return "", err
		}
		posting = b.Posting.String()
	case record.MatchCancelled, record.CancelAsked, record.MatchContacted, record.MatchArrived, record.MatchFinished, record.MatchRated:
		err := w.tx.QueryRowContext(w.ctx, `SELECT posting FROM match WHERE id = ?`, f.ID.String()).Scan(&posting)
		if err != nil {
			return "", fmt.Errorf("read posting of match %s: %w", f.ID, err)
		}
	case record.PlaceRequested, record.WaitlistJoined:
		var b record.Requested
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return "", err
		}
		posting = b.Posting.String()
	case record.HeadsAsked:
		var b record.AskedHeads
		if err := record.Unmarshal(f.Body, &b); err != nil {
			return "", err
		}
		posting = b.Posting.String()
	case record.WaitlistLeft:
		err := w.tx.QueryRowContext(w.ctx, `SELECT posting FROM request WHERE id = ?`, f.ID.String()).Scan(&posting)
		if err != nil {
			return "", fmt.Errorf("read posting of waitlist entry %s: %w", f.ID, err)
		}
	}
	if posting == "" {
		return toCounty, nil
	}
	touched[posting] = true
	switch f.Kind {
	case record.PostingClosed:
		w.closed[posting] = true
	case record.PostingOpened: // before anybody can see it
		if err := w.screen(posting); err != nil {
			return "", err
		}
	}
	if betweenUs[f.Kind] {
		return toCounty, nil
	}
	return w.scopeOf(posting)
}

// publish lets those in scope see a fact that had waited. It gets a rev of its own again: those who
// should see it may have pulled beyond its old one.
func (w *writer) publish(e journal.Entry, scope string) error {
	if scope == toCounty {
		return nil
	}
	w.rev++
	_, err := w.tx.ExecContext(w.ctx, `UPDATE fact SET scope = ?, rev = ? WHERE station = ? AND epoch = ? AND seq = ?`,
		scope, w.rev, e.Origin.Station, e.Origin.Epoch, e.Seq)
	if err != nil {
		return fmt.Errorf("publish fact %d of %s: %w", e.Seq, e.Origin, err)
	}
	return nil
}

// betweenUs are the kinds about a posting's places that only their station and the county need.
var betweenUs = map[record.Kind]bool{
	record.PlaceReturned: true, record.PlaceRequested: true, record.WaitlistJoined: true, record.WaitlistLeft: true,
	record.PlaceHeld: true,
}

// scopeOf is who sees a posting and its matches: while it is withheld, its opener alone.
func (w *writer) scopeOf(posting string) (string, error) {
	held, err := w.withheld()
	if err != nil {
		return "", err
	}
	if held[posting] {
		return openerOf(posting)
	}
	return w.sharedWith(posting)
}

// sharedWith is who sees a posting that nothing is wrong with.
func (w *writer) sharedWith(posting string) (string, error) {
	if scope, ok := w.scope[posting]; ok {
		return scope, nil
	}
	var share market.Share
	var area market.AreaCode
	var opener uint16
	err := w.tx.QueryRowContext(w.ctx, `SELECT p.share, p.station, s.area FROM posting p
		JOIN station s ON s.no = p.station AND s.epoch = p.epoch WHERE p.id = ?`, posting).Scan(&share, &opener, &area)
	if err != nil {
		return "", fmt.Errorf("read share of posting %s: %w", posting, err)
	}
	scope := toAll
	switch share {
	case "station":
		scope = toStation(opener)
	case "township":
		scope = toTownship(area)
	}
	w.scope[posting] = scope
	return scope, nil
}
