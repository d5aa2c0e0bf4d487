package ledger

import (
	"slices"
	"strings"

	"yizhan/sync/record"
)

// late marks a match that was taken where a close was not heard of yet. What came first only the
// county can tell, so it says it in a fact, and every replica shows the same (I4, I6).
func (a *applier) late() error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	return a.matchUpdate(`late = 1`)
}

// winner keeps whom the county takes to be first on a place; of two words the newer stands.
func (a *applier) winner(b record.Winner) error {
	match := b.Match.String()
	if err := first(a.fromCounty(), a.need("posting", a.id), a.need("match", match)); err != nil {
		return err
	}
	return a.exec(`INSERT INTO winner (posting, place, match, epoch, seq) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (posting, place) DO UPDATE SET match = excluded.match, epoch = excluded.epoch, seq = excluded.seq
		WHERE (winner.epoch, winner.seq) < (excluded.epoch, excluded.seq)`, a.id, b.Place, match, a.o.Epoch, a.seq)
}

// settled keeps that staff have decided a conflict between just these matches.
func (a *applier) settled(b record.Settled) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	if !slices.Contains([]string{record.DoublePlace, record.DoublePerson, record.TimeClash}, b.Kind) || len(b.Matches) < 2 {
		return bad("a conflict %.20q of %d matches settled", b.Kind, len(b.Matches))
	}
	ids := make([]string, len(b.Matches))
	for i, m := range b.Matches {
		ids[i] = m.String()
	}
	return a.exec(`INSERT INTO settled (kind, matches) VALUES (?, ?) ON CONFLICT DO NOTHING`, b.Kind, strings.Join(ids, " "))
}
