package command

import (
	"context"
	"time"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// run is one command: it reads its own fields from the line.
type run func(e *Exec, ctx context.Context, line []byte) (reply, error)

// on makes a command of a function with a struct of fields.
func on[A any](do func(e *Exec, ctx context.Context, args *A) (reply, error)) run {
	return func(e *Exec, ctx context.Context, line []byte) (reply, error) {
		var args A
		if err := decode(line, &args); err != nil {
			return nil, err
		}
		return do(e, ctx, &args)
	}
}

var commands = map[string]run{
	"employer.register": on((*Exec).employerRegister),
	"employer.list":     on((*Exec).employerList),
	"posting.open":      on((*Exec).postingOpen),
	"posting.revise":    postingRevise,
	"posting.close":     on((*Exec).postingClose),
	"posting.list":      on((*Exec).postingList),
	importDo:            on((*Exec).postingImport),
	"posting.export":    on((*Exec).postingExport),
	"worker.check_in":   on((*Exec).checkIn),
	"check_in.list":     on((*Exec).checkInList),
	findDo:              on((*Exec).workerFind),
	"worker.card":       on((*Exec).workerCard),
	"code.read":         on((*Exec).codeRead),
	"ticket.find":       on((*Exec).ticketFind),
	"match.take":        on((*Exec).matchTake),
	"match.cancel":      on((*Exec).matchCancel),
	"match.contact":     on((*Exec).matchContact),
	"match.arrive":      on((*Exec).matchArrive),
	"match.finish":      on((*Exec).matchFinish),
	"match.list":        on((*Exec).matchList),
	"match.print":       on((*Exec).matchPrint),
	"waitlist.join":     on((*Exec).waitlistJoin),
	"waitlist.leave":    on((*Exec).waitlistLeave),
	"waitlist.list":     on((*Exec).waitlistList),
	"complaint.file":    on((*Exec).complaintFile),
	"complaint.move":    on((*Exec).complaintMove),
	"complaint.list":    on((*Exec).complaintList),
	"complaint.follow":  on((*Exec).complaintFollow),
	"proposal.make":     on((*Exec).proposalMake),
	"proposal.pass":     on((*Exec).proposalPass),
	"proposal.return":   on((*Exec).proposalReturn),
	"proposal.list":     on((*Exec).proposalList),
	"proposal.follow":   on((*Exec).proposalFollow),
	"notice.list":       on((*Exec).noticeList),
	"training.list":     on((*Exec).trainingList),
	"training.wish":     on((*Exec).trainingWish),
	"guidance.ask":      on((*Exec).guidanceAsk),
	"guidance.answer":   on((*Exec).guidanceAnswer),
	"guidance.list":     on((*Exec).guidanceList),
	"station.page":      on((*Exec).stationPage),
	"slip.check":        on((*Exec).slipCheck),
	"screen":            on((*Exec).screen),
	"parse":             on((*Exec).parse),
	syncDo:              on((*Exec).sync),
	"status":            on((*Exec).status),
	"verify":            on((*Exec).verify),
}

// verb is the field that every command has.
type verb struct {
	Do string `json:"do"`
}

type employerArgs struct {
	verb
	Name     string              `json:"name"`
	Kind     market.EmployerKind `json:"kind"`
	USCC     string              `json:"uscc"`
	IDNumber string              `json:"id_number"`
	Licence  string              `json:"licence"`
	Contact  string              `json:"contact"`
	Phone    string              `json:"phone"`
}

func (e *Exec) employerRegister(ctx context.Context, a *employerArgs) (reply, error) {
	id, err := e.desk.RegisterEmployer(ctx, desk.Self, market.Employer{
		Name: a.Name, Kind: a.Kind, USCC: a.USCC, IDNumber: a.IDNumber, Licence: a.Licence, Contact: a.Contact, Phone: a.Phone,
	})
	if err != nil {
		return nil, err
	}
	return reply{"employer": id}, nil
}

func (e *Exec) employerList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Employers(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, r := range l {
		out[i] = reply{"employer": r.ID}
	}
	return reply{"employers": out}, nil
}

type checkInArgs struct {
	verb
	Name      string           `json:"name"`
	Phone     string           `json:"phone"`
	BirthYear int              `json:"birth_year"`
	Trades    []market.TradeID `json:"trades"`
	Area      market.AreaCode  `json:"area"`
	Purpose   market.Purpose   `json:"purpose"`
	IDNumber  string           `json:"id_number"`
}

func (e *Exec) checkIn(ctx context.Context, a *checkInArgs) (reply, error) {
	r, err := e.desk.CheckIn(ctx, desk.Self, market.Worker{
		Name: a.Name, Phone: a.Phone, BirthYear: a.BirthYear, Trades: a.Trades, Area: a.Area, IDNumber: a.IDNumber,
	}, a.Purpose)
	if err != nil {
		return nil, err
	}
	return reply{"worker": r.Worker, "check_in": r.CheckIn, "number": r.Number}, nil
}

func (e *Exec) checkInList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().CheckIns(ctx, "")
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, c := range l {
		out[i] = reply{"check_in": c.ID, "worker": c.Worker, "number": c.Number, "day": c.Day}
	}
	return reply{"check_ins": out}, nil
}

type slipArgs struct {
	verb
	Code string `json:"code"`
}

func (e *Exec) slipCheck(ctx context.Context, a *slipArgs) (reply, error) {
	s, err := e.desk.CheckSlip(ctx, a.Code)
	if err != nil {
		return nil, err
	}
	r := reply{"valid": true, "posting": s.Posting, "title": s.Title}
	if s.Match {
		r["match"], r["place"] = s.MatchID(), s.Place
	}
	return r, nil
}

// syncTime is how long a whole round may take before the county counts as gone; the contract
// allows 60 s.
const syncTime = 55 * time.Second

func (e *Exec) sync(ctx context.Context, _ *verb) (reply, error) {
	ctx, cancel := context.WithTimeout(ctx, syncTime)
	defer cancel()
	return Sync(ctx, e.desk)
}

// Sync runs a whole round and gives the contract's reply. renamed tells what this copy calls
// by another name since the round found that its disk was copied.
func Sync(ctx context.Context, d *desk.Desk) (map[string]any, error) {
	before, err := d.Store().Identity(ctx)
	if err != nil {
		return nil, err
	}
	c, err := d.Client(ctx)
	if err != nil {
		return nil, err
	}
	r, err := d.Sync(ctx, c)
	if err != nil {
		return nil, err
	}
	if r.Code != "" {
		return nil, market.Refuse(r.Code)
	}
	n, err := d.Store().Counts(ctx)
	if err != nil {
		return nil, err
	}
	renamed, err := d.Store().Renamed(ctx, before.Origin)
	if err != nil {
		return nil, err
	}
	return map[string]any{"ok": true, "pushed": r.Pushed, "pulled": r.Pulled, "unsent": n.Unsent, "renamed": renamed}, nil
}

func (e *Exec) status(ctx context.Context, _ *verb) (reply, error) {
	return Status(ctx, e.desk.Store())
}

// Status is the contract's status of a station.
func Status(ctx context.Context, s *store.Store) (map[string]any, error) {
	id, err := s.Identity(ctx)
	if err != nil {
		return nil, err
	}
	n, err := s.Counts(ctx)
	if err != nil {
		return nil, err
	}
	r, err := s.LastRound(ctx)
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"station": id.Station, "epoch": id.Epoch, "unsent": n.Unsent, "online": r.At != 0 && r.Code == "",
		"facts": n.Facts, "parked": n.Parked, "quarantined": n.Bad,
	}, nil
}

func (e *Exec) verify(ctx context.Context, _ *verb) (reply, error) {
	facts, broken, err := e.desk.Store().Verify(ctx)
	if err != nil {
		return nil, err
	}
	if broken != 0 {
		return nil, &BrokenChain{Seq: broken}
	}
	return reply{"facts": facts}, nil
}

// BrokenChain says where the chain of a journal does not fit.
type BrokenChain struct{ Seq uint64 }

func (b *BrokenChain) Error() string { return "broken_chain" }

// Unwrap makes it the refusal broken_chain.
func (b *BrokenChain) Unwrap() error { return market.Refuse("broken_chain") }

// Details adds the seq to a reply.
func (b *BrokenChain) Details() map[string]any { return map[string]any{"seq": b.Seq} }
