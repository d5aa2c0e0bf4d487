package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

type complaintArgs struct {
	verb
	Kind    market.ComplaintKind `json:"kind"`
	Match   market.MatchID       `json:"match"`
	Posting market.PostingID     `json:"posting"`
	Amount  yuan                 `json:"amount"`
	Phone   string               `json:"phone"`
	Name    string               `json:"name"`
}

func (e *Exec) complaintFile(ctx context.Context, a *complaintArgs) (reply, error) {
	f, err := e.desk.Complain(ctx, desk.Self, market.Complaint{
		Kind: a.Kind, Match: a.Match, Posting: a.Posting, Amount: market.Fen(a.Amount), Phone: a.Phone, Called: a.Name,
	})
	if err != nil {
		return nil, err
	}
	return reply{"complaint": f.ID, "number": f.Number}, nil
}

type complaintMove struct {
	verb
	Complaint market.ComplaintID    `json:"complaint"`
	State     market.ComplaintState `json:"state"`
	Words     string                `json:"words"`
}

func (e *Exec) complaintMove(ctx context.Context, a *complaintMove) (reply, error) {
	return reply{}, e.desk.MoveComplaint(ctx, desk.Self, a.Complaint, a.State, a.Words)
}

func (e *Exec) complaintList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Complaints(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, c := range l {
		out[i] = complaintReply(&c)
	}
	return reply{"complaints": out}, nil
}

type followArgs struct {
	verb
	Number string `json:"number"`
}

// complaintFollow is what anybody who has the number may see: nothing of a person.
func (e *Exec) complaintFollow(ctx context.Context, a *followArgs) (reply, error) {
	c, err := e.desk.Store().ComplaintByNumber(ctx, a.Number)
	if err != nil {
		return nil, err
	}
	return complaintReply(&c), nil
}

func complaintReply(c *store.ComplaintRow) reply {
	r := reply{"complaint": c.ID, "number": c.Number, "kind": c.Kind, "state": c.State, "anonymous": c.Phone == ""}
	if c.Posting != "" {
		r["posting"] = c.Posting
	}
	if c.Match != "" {
		r["match"] = c.Match
	}
	if c.Words != "" {
		r["words"] = c.Words
	}
	return r
}
