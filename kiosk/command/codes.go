package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

type workerArgs struct {
	verb
	Worker market.WorkerID `json:"worker"`
}

// workerCard makes a worker's card and queues its paper; the card before is void.
func (e *Exec) workerCard(ctx context.Context, a *workerArgs) (reply, error) {
	i, err := e.desk.IssueCard(ctx, desk.Self, a.Worker)
	if err != nil {
		return nil, err
	}
	return reply{"card": i.Code}, nil
}

// codeKinds are the words of the contract for what a code is.
var codeKinds = map[desk.CodeKind]string{
	desk.AlienCode: "alien", desk.PostingSlip: "posting", desk.MatchSlip: "match", desk.UnknownSlip: "unchecked", desk.BadSlip: "bad_slip",
	desk.WorkerCode: "worker", desk.VoidCard: "void_card", desk.StaffCode: "staff",
}

// codeRead says what a scanned code means here.
func (e *Exec) codeRead(ctx context.Context, a *slipArgs) (reply, error) {
	c, err := e.desk.ReadCode(ctx, a.Code)
	if err != nil {
		return nil, err
	}
	return codeReply(&c), nil
}

type ticketArgs struct {
	verb
	Ticket string `json:"ticket"`
}

// ticketFind finds the place of a slip's number.
func (e *Exec) ticketFind(ctx context.Context, a *ticketArgs) (reply, error) {
	c, err := e.desk.FindTicket(ctx, a.Ticket)
	if err != nil {
		return nil, err
	}
	return codeReply(&c), nil
}

func codeReply(c *desk.Code) reply {
	r := reply{"kind": codeKinds[c.Kind]}
	if c.Slip != nil {
		r["posting"] = c.Slip.Posting
	}
	if c.Known {
		r["match"], r["posting"], r["place"], r["state"] = c.Match.ID, c.Match.Posting, c.Match.Place, c.Match.State
	}
	if c.Worker.ID != "" {
		r["worker"] = c.Worker.ID
	}
	return r
}
