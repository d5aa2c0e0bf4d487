package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// proposalArgs are the fields of a posting with those of an employer who is not known here, or
// with the employer who is.
type proposalArgs struct {
	postingArgs
	Name    string              `json:"name"`
	Kind    market.EmployerKind `json:"kind"`
	USCC    string              `json:"uscc"`
	Licence string              `json:"licence"`
	Contact string              `json:"contact"`
	Phone   string              `json:"phone"`
}

func (e *Exec) proposalMake(ctx context.Context, a *proposalArgs) (reply, error) {
	p, err := e.desk.Propose(ctx, desk.Self, market.Proposal{
		Posting: a.posting(),
		Employer: market.Employer{
			ID: a.Employer, Name: a.Name, Kind: a.Kind, USCC: a.USCC, Licence: a.Licence, Contact: a.Contact, Phone: a.Phone,
		},
	})
	if err != nil {
		return nil, err
	}
	r := reply{"proposal": p.ID, "number": p.Number, "state": market.ProposalWaits}
	if p.Posting != "" {
		r["state"], r["posting"] = market.ProposalPassed, p.Posting
	}
	return r, nil
}

type proposalID struct {
	verb
	Proposal market.ProposalID `json:"proposal"`
}

func (e *Exec) proposalPass(ctx context.Context, a *proposalID) (reply, error) {
	id, err := e.desk.PassProposal(ctx, desk.Self, a.Proposal)
	return reply{"posting": id}, err
}

type proposalReturn struct {
	proposalID
	Reason string `json:"reason"`
	Words  string `json:"words"`
}

func (e *Exec) proposalReturn(ctx context.Context, a *proposalReturn) (reply, error) {
	return reply{}, e.desk.ReturnProposal(ctx, desk.Self, a.Proposal, a.Reason, a.Words)
}

func (e *Exec) proposalList(ctx context.Context, _ *verb) (reply, error) {
	l, err := e.desk.Store().Proposals(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, p := range l {
		out[i] = proposalReply(&p)
	}
	return reply{"proposals": out}, nil
}

// proposalFollow is what anybody who has the number may see: nothing of a person.
func (e *Exec) proposalFollow(ctx context.Context, a *followArgs) (reply, error) {
	p, err := e.desk.Store().ProposalByNumber(ctx, a.Number)
	if err != nil {
		return nil, err
	}
	return proposalReply(&p), nil
}

func proposalReply(p *store.ProposalRow) reply {
	r := reply{"proposal": p.ID, "number": p.Number, "title": p.Posting.Title, "state": p.State}
	if p.Opened != "" {
		r["posting"] = p.Opened
	}
	if p.Reason != "" {
		r["reason"] = p.Reason
	}
	return r
}
