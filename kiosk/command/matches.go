package command

import (
	"context"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
)

type takeArgs struct {
	verb
	Posting market.PostingID `json:"posting"`
	Worker  market.WorkerID  `json:"worker"`
}

func (e *Exec) matchTake(ctx context.Context, a *takeArgs) (reply, error) {
	t, err := e.desk.Take(ctx, desk.Self, a.Posting, a.Worker)
	if err != nil {
		return nil, err
	}
	return reply{"match": t.Match, "place": t.Place, "slip": t.Slip}, nil
}

// matchPrint queues a slip of a match: the first of one that came from the waitlist, else a copy.
func (e *Exec) matchPrint(ctx context.Context, a *matchArgs) (reply, error) {
	t, err := e.desk.Reprint(ctx, desk.Self, a.Match)
	if err != nil {
		return nil, err
	}
	return reply{"place": t.Place, "slip": t.Slip}, nil
}

type matchArgs struct {
	verb
	Match market.MatchID `json:"match"`
}

type cancelArgs struct {
	matchArgs
	Reason string `json:"reason"`
}

func (e *Exec) matchCancel(ctx context.Context, a *cancelArgs) (reply, error) {
	asked, err := e.desk.Cancel(ctx, desk.Self, a.Match, a.Reason)
	if err != nil {
		return nil, err
	}
	return reply{"asked": asked}, nil
}

func (e *Exec) matchContact(ctx context.Context, a *matchArgs) (reply, error) {
	return reply{}, e.desk.Contact(ctx, desk.Self, a.Match)
}

func (e *Exec) matchArrive(ctx context.Context, a *matchArgs) (reply, error) {
	return reply{}, e.desk.Arrive(ctx, desk.Self, a.Match)
}

type finishArgs struct {
	matchArgs
	Paid paid `json:"paid"`
}

func (e *Exec) matchFinish(ctx context.Context, a *finishArgs) (reply, error) {
	return reply{}, e.desk.Finish(ctx, desk.Self, a.Match, a.Paid.said, a.Paid.amount)
}

func (e *Exec) matchList(ctx context.Context, a *postingID) (reply, error) {
	if _, err := e.desk.Store().Posting(ctx, a.Posting); err != nil {
		return nil, err
	}
	l, err := e.desk.Store().Matches(ctx, a.Posting)
	if err != nil {
		return nil, err
	}
	out := make([]reply, len(l))
	for i, m := range l {
		out[i] = reply{"match": m.ID, "place": m.Place, "worker": m.Worker, "state": m.State, "station": m.Origin.Station}
		if m.Late {
			out[i]["late"] = true
		}
	}
	return reply{"matches": out}, nil
}
