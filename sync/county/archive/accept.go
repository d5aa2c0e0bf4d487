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
	err := tx.QueryRowContext(ctx, `SELECT e.sign, e.wrap, e.frozen, s.area, s.name FROM epoch e
		JOIN station s ON s.no = e.station AND s.epoch = e.epoch WHERE e.station = ? AND e.epoch = ?`, o.Station, o.Epoch).
		Scan(&sign, &s.Wrap, &s.Frozen, &s.Area, &s.Name)
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
	return a.AcceptAll(ctx, []*wire.Batch{b})
}

// AcceptAll takes batches of one journal that follow each other, all in one transaction. When
// one of them is refused, those before it are kept as Accept would have kept them.
func (a *Archive) AcceptAll(ctx context.Context, batches []*wire.Batch) (wire.Ack, error) {
	var ack wire.Ack
	forked := false
	err := a.update(ctx, func(w *writer) error {
		for _, b := range batches {
			var head journal.Head
			var err error
			if head, forked, err = w.accept(b); err != nil || forked {
				return err
			}
			ack = wire.Ack{Station: b.Station, Epoch: b.Epoch, Seq: head.Seq, Hash: head.Hash}
		}
		return nil
	})
	switch {
	case err == nil && forked:
		return wire.Ack{}, market.Refuse("fork")
	case err == nil:
		return ack, nil
	case len(batches) == 1 || market.Code(err) == "":
		return wire.Ack{}, err
	}
	for _, b := range batches {
		if ack, err = a.Accept(ctx, b); err != nil {
			return wire.Ack{}, err
		}
	}
	return ack, nil
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

func (w *writer) accept(b *wire.Batch) (head journal.Head, forked bool, err error) {
	o := b.Origin()
	s, err := station(w.ctx, w.tx, o)
	if err != nil {
		return head, false, err
	}
	if !wire.SignedBy(w.a.keys.county, b, s.Sign) {
		return head, false, market.Refuse("bad_signature")
	}
	if most := wire.MaxBatch * record.MaxBoxes; len(b.Keys) > most || b.Ring.Len() > most {
		return head, false, market.Refuse("too_large")
	}
	if head, err = journal.HeadOf(w.ctx, w.tx, w.a.keys.county, o); err != nil {
		return head, false, err
	}
	links, whole := b.Links()
	if !whole { // altered on its way: the signature covers the last link, and that the facts
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
	}{{b.First - 1, b.Prev}, {last, linkAt(b, links, last)}} {
		own, ok, err := journal.HashAt(w.ctx, w.tx, w.a.keys.county, o, at.seq)
		if err != nil {
			return head, false, err
		}
		if !ok {
			return head, false, market.Refuse("gap")
		}
		if own != at.link {
			seq, err := w.parted(b, links, last)
			if err != nil {
				return head, false, err
			}
			return head, true, w.fork(o, seq)
		}
	}
	return w.take(b, links, head)
}

// linkAt gives the batch's own link at seq, which lies between First-1 and Last.
func linkAt(b *wire.Batch, links []record.Hash, seq uint64) record.Hash {
	if seq < b.First {
		return b.Prev
	}
	return links[seq-b.First]
}

// parted gives the first seq of the batch at which the county's journal says something else.
func (w *writer) parted(b *wire.Batch, links []record.Hash, last uint64) (uint64, error) {
	for seq := b.First - 1; seq < last; seq++ {
		own, ok, err := journal.HashAt(w.ctx, w.tx, w.a.keys.county, b.Origin(), seq)
		if err != nil {
			return 0, err
		}
		if !ok || own != linkAt(b, links, seq) {
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

// take gives the new facts of a batch that fits their revs and effects.
func (w *writer) take(b *wire.Batch, links []record.Hash, head journal.Head) (journal.Head, bool, error) {
	tags, keys := wire.Open(w.a.keys.wrap, b.Ring, b.Keys)
	for i, t := range tags {
		if err := ledger.PutKey(w.ctx, w.tx, t, keys[i]); err != nil {
			return head, false, err
		}
	}
	touched := touchedPostings{}
	for i, raw := range b.Facts {
		seq := b.First + uint64(i)
		if seq <= head.Seq {
			continue
		}
		w.rev++
		e := journal.Entry{Origin: b.Origin(), Seq: seq, Bytes: raw, Hash: links[i], Rev: w.rev}
		out, err := w.feed.Take(e)
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
			to, err := w.audience(applied.Fact, touched)
			if err != nil {
				return head, false, err
			}
			if n == 0 && applied.Entry.Seq == e.Seq && applied.Entry.Origin == e.Origin {
				scope = to
			} else if err := w.publish(applied.Entry, to); err != nil {
				return head, false, err
			}
		}
		if err := journal.Put(w.ctx, w.tx, e, kind, thing, scope); err != nil {
			return head, false, err
		}
		for _, applied := range out.Applied {
			if err := w.answer(applied); err != nil {
				return head, false, err
			}
			if err := w.judge(applied.Fact); err != nil {
				return head, false, err
			}
		}
		head = journal.Head{Seq: seq, Hash: links[i]}
	}
	if err := w.nameWinners(); err != nil {
		return head, false, err
	}
	if err := w.standIn(); err != nil {
		return head, false, err
	}
	for _, p := range touched.list() {
		if err := w.settle(p); err != nil {
			return head, false, err
		}
	}
	return head, false, nil
}

// answer does what a station's account of itself calls for.
func (w *writer) answer(a ledger.Applied) error {
	switch a.Fact.Kind {
	case record.PlaceHeld:
		return w.contradict(a)
	case record.EpochOpened:
		return w.succeeded(a)
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
	case record.EmployerRegistered, record.TrainingWished, record.CardIssued: // a card is shown anywhere, and names nobody
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
	case record.MatchCancelled, record.CancelAsked, record.MatchContacted, record.MatchArrived, record.MatchFinished:
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

// scopeOf is who sees a posting and its matches.
func (w *writer) scopeOf(posting string) (string, error) {
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
