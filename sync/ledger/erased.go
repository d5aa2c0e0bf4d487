package ledger

import (
	"yizhan/sync/record"
)

// personErased destroys the keys of a person. What was sealed under them can never be read again,
// here or in any copy that hears of it, while the chain that covers it still verifies (I10).
func (a *applier) personErased(b record.Erased) error {
	if err := a.fromCounty(); err != nil {
		return err
	}
	if len(b.Tags) > record.MaxErased {
		return bad("%d keys destroyed at once", len(b.Tags))
	}
	for _, t := range b.Tags {
		if err := first(
			a.exec(`INSERT INTO erased (tag) VALUES (?) ON CONFLICT DO NOTHING`, t[:]),
			a.exec(`DELETE FROM person_key WHERE tag = ?`, t[:]),
		); err != nil {
			return err
		}
	}
	return nil
}
