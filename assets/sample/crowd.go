package sample

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"yizhan/sync/market"
)

// Crowd gives n postings of a market far larger than any, to measure with: the sample's jobs in all
// villages of the gazetteer, over the next three weeks, with other heads and pays. It is the same
// market for the same n and day.
func Crowd(n int, today time.Time, areas *market.Areas, employers []market.EmployerID) ([]market.Posting, error) {
	lines, err := Postings(today, employers)
	if err != nil {
		return nil, err
	}
	jobs := make([]market.Posting, len(lines))
	for i, line := range lines {
		if jobs[i], err = posting(line); err != nil {
			return nil, fmt.Errorf("sample market, posting %d: %w", i+1, err)
		}
	}
	var villages []market.Area
	for _, c := range areas.Counties() {
		for _, t := range areas.Townships(c.Code) {
			villages = append(villages, areas.Villages(t.Code)...)
		}
	}
	rng := rand.New(rand.NewPCG(uint64(n), 4))
	out := make([]market.Posting, n)
	for i := range out {
		p, at := jobs[rng.IntN(len(jobs))], villages[rng.IntN(len(villages))]
		later := rng.IntN(21)
		p.Start, p.End, p.Closes = shift(p.Start, later), shift(p.End, later), shift(p.Closes, later)
		p.Area, p.Headcount, p.Pay = at.Code, 1+rng.IntN(6), p.Pay*market.Fen(80+rng.IntN(60))/100
		p.Employer = employers[rng.IntN(len(employers))]
		if title := at.Short + p.Title; rng.IntN(3) == 0 && len([]rune(title)) <= market.MaxTitle {
			p.Title = title
		}
		out[i] = p
	}
	return out, nil
}

// posting reads a posting.open command.
func posting(line json.RawMessage) (market.Posting, error) {
	var p market.Posting
	var fields map[string]any
	if err := json.Unmarshal(line, &fields); err != nil {
		return p, err
	}
	yuan, ok := fields["pay"].(float64)
	if !ok {
		return p, fmt.Errorf("pay %v is no number", fields["pay"])
	}
	fields["pay"] = math.Round(yuan * 100) // yuan in a command, fen in the market
	line, err := json.Marshal(fields)
	if err != nil {
		return p, err
	}
	return p, json.Unmarshal(line, &p)
}

func shift(m market.Minute, days int) market.Minute {
	if m == "" {
		return ""
	}
	return market.MinuteOf(m.Time().AddDate(0, 0, days))
}
