package uplink

import (
	"context"

	"yizhan/sync/market"
	"yizhan/sync/replica"
)

// Forwarder is a Station that can say what it has unsent without writing what it owes.
type Forwarder interface {
	Station
	// Journals gives the journals as they are.
	Journals(ctx context.Context) ([]replica.Journal, error)
}

// Forward sends what is unsent, and nothing else: no hello where the county still knows the one
// before, no pull, and nothing is written at the station but what the county has proved to have.
// It is what makes a new fact quick; a whole round has to follow. c may be shared with rounds that do not
// run at the same time.
func Forward(ctx context.Context, c *Client, s Forwarder) (Result, error) {
	var out Result
	x := &executor{ctx: ctx, c: c, s: s, proved: map[string]uint64{}}
	journals, err := s.Journals(ctx)
	if err != nil {
		return x.over(err)
	}
	for greeted := false; len(journals) > 0; {
		j := &journals[0]
		if j.Acked >= j.Head {
			journals = journals[1:]
			continue
		}
		event := x.push(replica.Push{Name: j.Name, After: j.Acked, Plain: true})
		switch e := event.(type) {
		case replica.Pushed:
			if !e.Claim.Proved || e.Claim.Seq <= j.Acked {
				return Result{Code: "fork", Pushed: out.Pushed}, x.err // a round finds out what is the matter
			}
			out.Pushed += int(e.Claim.Seq - j.Acked)
			j.Acked = e.Claim.Seq
		case replica.Failed:
			if e.Code != "bad_nonce" || greeted {
				return Result{Code: e.Code, Pushed: out.Pushed, After: x.after}, x.err
			}
			greeted = true
			if err := c.Greet(ctx); err != nil {
				return Result{Code: market.Code(err), Pushed: out.Pushed}, nil
			}
		}
	}
	return out, nil
}
