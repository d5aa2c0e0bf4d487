package uplink

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/replica"
	"yizhan/sync/wire"
)

// Station is what a round needs of the station's database. Every method is one transaction.
type Station interface {
	// Prepare writes what the station owes the county and gives its journals, and whether this
	// database was put back from a backup. Only when the county was reached places are handed over.
	Prepare(ctx context.Context, reached bool) (journals []replica.Journal, restored bool, err error)
	// Hold gives the link of its own row at seq, false when it has none.
	Hold(ctx context.Context, o market.Origin, seq uint64) (record.Hash, bool, error)
	// Batch gives signed facts of a journal after seq, at most limit.
	Batch(ctx context.Context, o market.Origin, after uint64, limit int) (*wire.Batch, error)
	// Acked keeps that the county proved to have the journal up to seq.
	Acked(ctx context.Context, o market.Origin, seq uint64) error
	// RenewKeys gives the keys under which to ask for the epoch after o: the same ones again
	// until Renew has used them, also after a crash.
	RenewKeys(ctx context.Context, o market.Origin) (sign ed25519.PrivateKey, wrap []byte, err error)
	// Replaced gives the epoch that this folder wrote as when it was put back from a backup of an older
	// one; 0 when it was none, or nobody knows.
	Replaced(ctx context.Context) (uint8, error)
	// Leaning gives the journals of this folder after o that speak of what o made after common, each
	// with how much of it does not.
	Leaning(ctx context.Context, o market.Origin, common uint64) ([]Kept, error)
	// Renew gives up what a journal says after Common and goes on as Renewal says.
	Renew(ctx context.Context, r Renewal) error
	// Cursor is where to pull from.
	Cursor(ctx context.Context) (gen uint32, rev uint64, err error)
	// Shows gives what proves to a county that was rolled back what it had said.
	Shows(ctx context.Context) (mark []byte, certs []wire.Cert, err error)
	// KeepCerts keeps the county's certificates of this folder's journals.
	KeepCerts(ctx context.Context, certs []wire.Cert) error
	// Generation follows the county into a new generation; have is all that it has of this
	// folder's journals, and of its own how far they are whole.
	Generation(ctx context.Context, gen uint32, have []wire.Have) error
	// Take stores what was pulled, with its effect and the new cursor, in one transaction. It
	// gives how many facts were new.
	Take(ctx context.Context, p *wire.Pulled) (int, error)
}

// Historian is a Station whose journals can be streamed.
type Historian interface {
	Station
	// History gives the facts first…after of a journal in a row, at most limit of the newest.
	History(ctx context.Context, o market.Origin, after uint64, limit int) (first uint64, facts []byte, err error)
}

// Renewal says what becomes of a journal that has another past than the county's, or whose
// epoch is over.
type Renewal struct {
	Old      market.Origin
	Common   uint64     // both have the same links up to here
	Why      string     // as in record.Opened
	Leaning  []Kept     // what becomes of later journals with it, for record.WhyRenamed; the current one last
	Epoch    uint8      // the new one; 0 when the current one stays
	Replaced uint8      // as in record.Opened
	Cert     *wire.Cert // of the new one, for a county that forgets it; nil from one that sends it later
}

// Kept is how much of a journal stays as it is.
type Kept struct {
	Origin market.Origin
	Common uint64
}

// Result is what a round did.
type Result struct {
	Code           string // "" when all went well; "offline" when nobody answered
	Pushed, Pulled int
	After          time.Duration // the county asks not to come back earlier; 0 when it does not say
}

// Round runs one whole round: push all, pull all. Only a fault of the station's own database
// is an error; what the net or the county refuse is Result.Code.
func Round(ctx context.Context, c *Client, s Station) (Result, error) {
	var r replica.Round
	var event replica.Event = replica.Began{}
	x := &executor{ctx: ctx, c: c, s: s, proved: map[string]uint64{}}
	defer func() { x.ahead.drop() }()
	for {
		switch e := r.Step(event).(type) {
		case replica.Finish:
			return Result{e.Code, e.Pushed, e.Pulled, x.after}, x.err
		case replica.Prepare:
			event = x.prepare(e.Reached)
		case replica.Hello:
			event = x.hello(e)
		case replica.Push:
			event = x.push(e)
		case replica.Renew:
			event = x.renew(e)
		case replica.Pull:
			event = x.pull()
		default:
			return Result{}, fmt.Errorf("run round: effect %T", e)
		}
	}
}

// executor does what the machine asks for and tells it the outcome.
type executor struct {
	ctx context.Context
	c   *Client
	s   Station
	err error // of the station's own database

	after    time.Duration     // what the county asked to wait
	greeted  bool              // Hello was said once
	proved   map[string]uint64 // how far the county has proved to have the journals
	journals []replica.Journal // of the last Prepare
	restored bool
	ahead    *page // asked for while the one before is stored
}

func (x *executor) failed(err error) replica.Event {
	if x.ctx.Err() != nil { // the round's time is over; what was committed stays
		return replica.Failed{Code: Offline.Code}
	}
	if l, ok := errors.AsType[*Later](err); ok {
		x.after = l.After
	}
	if code := market.Code(err); code != "" && !errors.Is(err, errOwn) {
		return replica.Failed{Code: code}
	}
	x.err = err
	return replica.Failed{Code: "internal"}
}

// errOwn marks refusals of the station's own database (disk_full), which are not the county's.
var errOwn = errors.New("own database")

func (x *executor) own(err error) replica.Event { return x.failed(fmt.Errorf("%w: %w", errOwn, err)) }

func (x *executor) prepare(reached bool) replica.Event {
	j, restored, err := x.s.Prepare(x.ctx, reached)
	if err != nil {
		return x.own(err)
	}
	x.journals, x.restored = j, restored
	return replica.Prepared{Journals: j, Restored: restored}
}

func originOf(name string) (market.Origin, error) {
	r, err := market.ParseRef(name + "-1")
	return r.Origin, err
}

// claim compares what the county says with the station's own row, and keeps it when it fits.
func (x *executor) claim(h wire.Have) (replica.Claim, error) {
	c := replica.Claim{Name: h.Origin().String(), Seq: h.Seq}
	own, ok, err := x.s.Hold(x.ctx, h.Origin(), h.Seq)
	if err != nil {
		return c, err
	}
	if c.Proved = ok && own == h.Hash; c.Proved {
		x.proved[c.Name] = h.Seq
		if x.acked(c.Name) < h.Seq {
			return c, x.s.Acked(x.ctx, h.Origin(), h.Seq)
		}
	}
	return c, nil
}

// acked is what was proved of a journal before this round.
func (x *executor) acked(name string) uint64 {
	for _, j := range x.journals {
		if j.Name == name {
			return j.Acked
		}
	}
	return 0
}

func (x *executor) hello(e replica.Hello) replica.Event {
	if x.greeted {
		x.c.cfg.Pause(x.ctx)
	}
	x.greeted = true
	msg := wire.Hello{Version: wire.Version, Program: wire.Program}
	for _, j := range e.Journals {
		o, err := originOf(j.Name)
		if err != nil {
			return x.own(err)
		}
		hash, _, err := x.s.Hold(x.ctx, o, j.Head)
		if err != nil {
			return x.own(err)
		}
		msg.Have = append(msg.Have, wire.Have{Station: o.Station, Epoch: o.Epoch, Seq: j.Head, Hash: hash})
	}
	var err error
	if msg.Gen, msg.Rev, err = x.s.Cursor(x.ctx); err != nil {
		return x.own(err)
	}
	if msg.Mark, msg.Certs, err = x.s.Shows(x.ctx); err != nil {
		return x.own(err)
	}
	reply, err := x.c.Hello(x.ctx, &msg)
	if err != nil {
		return x.failed(err)
	}
	if reply.Gen > 0 && reply.Gen < msg.Gen {
		return replica.Failed{Code: "old_generation"}
	}
	if len(reply.Certs) > 0 {
		if err := x.s.KeepCerts(x.ctx, reply.Certs); err != nil {
			return x.own(err)
		}
	}
	var out replica.Greeted
	if reply.Gen > max(msg.Gen, 1) {
		if out.Followed, err = x.follow(reply); err != nil {
			return x.own(err)
		}
	}
	for _, h := range reply.Have {
		c, err := x.claim(h)
		if err != nil {
			return x.own(err)
		}
		out.Claims = append(out.Claims, c)
	}
	for _, j := range reply.Frozen {
		out.Frozen = append(out.Frozen, market.Origin{Station: j.Station, Epoch: j.Epoch}.String())
	}
	return out
}

// follow goes with the county into a new generation. A past that the county does not share is
// left first: the epoch after it has something else to list, and greets again.
func (x *executor) follow(reply *wire.HelloReply) (followed bool, err error) {
	if x.restored {
		return false, nil
	}
	for _, h := range reply.Have {
		own, ok, err := x.s.Hold(x.ctx, h.Origin(), h.Seq)
		if err != nil || !ok || own != h.Hash {
			return false, err
		}
	}
	return true, x.s.Generation(x.ctx, reply.Gen, slices.Concat(reply.Have, reply.Own))
}

func (x *executor) push(e replica.Push) replica.Event {
	o, err := originOf(e.Name)
	if err != nil {
		return x.own(err)
	}
	var ack wire.Ack
	if h, ok := x.s.(Historian); ok && !e.Plain && x.proved[e.Name] == e.After {
		ack, err = x.stream(h, o, e)
	} else {
		ack, err = x.batch(o, e.After)
	}
	if err != nil {
		return x.failed(err)
	}
	if ack.Origin() != o {
		return replica.Failed{Code: "bad_reply"}
	}
	c, err := x.claim(ack)
	if err != nil {
		return x.own(err)
	}
	return replica.Pushed{Claim: c}
}

func (x *executor) pull() replica.Event {
	gen, rev, err := x.s.Cursor(x.ctx)
	if err != nil {
		return x.own(err)
	}
	p, err := x.page(rev)
	if err != nil {
		return x.failed(err)
	}
	if err := fits(gen, p); err != nil {
		return x.failed(err)
	}
	if p.More && !x.c.cfg.InTurn {
		x.ahead = ask(x.ctx, x.c, p.Upto)
	}
	n, err := x.s.Take(x.ctx, p)
	switch {
	case market.Code(err) == badReply.Code:
		return x.failed(err)
	case err != nil:
		return x.own(err)
	}
	return replica.Drew{Count: n, Rev: p.Upto, More: p.More}
}
