package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

func (e *Exec) waitlistJoin(ctx context.Context, a *takeArgs) (reply, error) {
	id, err := e.desk.JoinWaitlist(ctx, desk.Self, a.Posting, a.Worker)
	if err != nil {
		return nil, err
	}
	return reply{"waitlist": id}, nil
}

type waitArgs struct {
	verb
	Waitlist market.WaitID `json:"waitlist"`
}

func (e *Exec) waitlistLeave(ctx context.Context, a *waitArgs) (reply, error) {
	return reply{}, e.desk.LeaveWaitlist(ctx, desk.Self, a.Waitlist)
}

type waitListArgs struct {
	verb
	Posting market.PostingID `json:"posting"`
}

// waitlistList gives who waits here, for one posting or for all.
func (e *Exec) waitlistList(ctx context.Context, a *waitListArgs) (reply, error) {
	l, err := e.desk.Store().Waitlist(ctx, a.Posting)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, r := range l {
		out[i] = reply{"waitlist": r.ID, "posting": r.Posting, "worker": r.Worker, "called": r.Called}
	}
	return reply{"waiting": out}, nil
}
