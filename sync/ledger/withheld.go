package ledger

import (
	"strings"

	"yizhan/sync/record"
)

// postingWithheld keeps the county's last word on whether a posting may be shown. A close stands
// over it: what is closed is not opened by a release.
func (a *applier) postingWithheld(b record.Withheld) error {
	if err := first(a.fromCounty(), a.need("posting", a.id)); err != nil {
		return err
	}
	if len(b.Codes) > record.WithheldMost || b.On && len(b.Codes) == 0 {
		return bad("posting %s withheld for %d reasons", a.id, len(b.Codes))
	}
	for _, c := range b.Codes {
		if c == "" || longer(c, maxWord) || strings.ContainsAny(c, " \n") {
			return bad("posting %s withheld for %.20q", a.id, c)
		}
	}
	a.tx.Note(a.id)
	return first(
		a.exec(`INSERT INTO withheld (posting, held, codes, seq) VALUES (?, ?, ?, ?)
			ON CONFLICT (posting) DO UPDATE SET held = excluded.held, codes = excluded.codes, seq = excluded.seq
			WHERE withheld.seq < excluded.seq`, a.id, b.On, strings.Join(b.Codes, " "), since(a.o, a.seq)),
		a.exec(`UPDATE posting SET state = CASE WHEN EXISTS (SELECT 1 FROM withheld w WHERE w.posting = posting.id AND w.held = 1)
			THEN 'withheld' ELSE 'open' END WHERE id = ? AND state <> 'closed'`, a.id))
}
