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

// Least is the least pay of an hour at a place on a day, "2026-11-23".
func (d *Desk) Least(area market.AreaCode, day string) market.LeastWage { return d.wages.At(area, day) }

// UseWages sets the table of the least wages; the program's own goes before. It is called before the
// desk is used.
func (d *Desk) UseWages(w *market.Wages) { d.wages = w }

// Screen finds what is wrong with a posting's words and pay.
func (d *Desk) Screen(p *market.Posting) wording.Findings {
	return wording.ScreenPosting(p, d.Least(p.Area, p.Start.Date()).Hour)
}

// ScreenText finds what is wrong with a text that is all that is known of the work. Without a place it
// goes by the lowest pay of the table.
func (d *Desk) ScreenText(text string) wording.Findings {
	return wording.Screen(text, d.Least("", d.today()).Hour)
}

// screened refuses a posting that must not be published.
func (d *Desk) screened(p *market.Posting) error {
	if f := d.Screen(p); len(f.Blocks) > 0 {
		return &Blocked{f.Blocks}
	}
	return nil
}
