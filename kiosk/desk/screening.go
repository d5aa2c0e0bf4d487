package desk

import (
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// Blocked is the refusal of a posting that must not be published, with everything that is wrong.
type Blocked struct{ Findings []wording.Finding }

// Error names the first finding.
func (b *Blocked) Error() string { return "blocked: " + b.Findings[0].Code }

// Unwrap gives the refusal "blocked".
func (b *Blocked) Unwrap() error { return market.Refuse("blocked") }

// minHourly is the least pay of an hour in fen: the lowest class of the province's table, which no
// county may go below (screening_rules.json, min_wage_henan 2024). Which class a county is in the county has to enter.
const minHourly = market.Fen(17_60)

// Screen finds what is wrong with a posting's words and pay.
func (d *Desk) Screen(p *market.Posting) wording.Findings { return wording.ScreenPosting(p, minHourly) }

// ScreenText finds what is wrong with a text that is all that is known of the work.
func (d *Desk) ScreenText(text string) wording.Findings { return wording.Screen(text, minHourly) }

// screened refuses a posting that must not be published.
func (d *Desk) screened(p *market.Posting) error {
	if f := d.Screen(p); len(f.Blocks) > 0 {
		return &Blocked{f.Blocks}
	}
	return nil
}
