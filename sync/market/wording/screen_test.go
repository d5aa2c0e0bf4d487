package wording_test

import (
	"slices"
	"testing"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// screened is one text of a file of cases; may lists codes that are right either way.
type screened struct {
	ID     string   `json:"id"`
	Text   string   `json:"text"`
	Blocks []string `json:"blocks"`
	Warns  []string `json:"warns"`
	May    []string `json:"may"`
}

// tally counts what was found, missed and said too much.
type tally struct{ hit, miss, extra int }

func (c *tally) add(t *testing.T, s screened, want, got []string) {
	for _, w := range want {
		if slices.Contains(got, w) {
			c.hit++
		} else {
			c.miss++
			t.Logf("%s %s: %s is missed", s.ID, s.Text, w)
		}
	}
	for _, g := range got {
		if !slices.Contains(want, g) && !slices.Contains(s.May, g) {
			c.extra++
			t.Logf("%s %s: %s is too much", s.ID, s.Text, g)
		}
	}
}

func (c tally) shares() (recall, precision float64) {
	return 100 * float64(c.hit) / float64(c.hit+c.miss), 100 * float64(c.hit) / float64(c.hit+c.extra)
}

// TestScreen holds for every file what share of the codes is found (recall) and what share of
// the codes said is right (precision).
func TestScreen(t *testing.T) {
	type bound struct{ recall, precision float64 } // at least, percent
	for _, f := range []struct {
		name          string
		blocks, warns bound
	}{
		{"screen_dev.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_own.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_dev2.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_kept.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_held.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_group.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_more.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_ads.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_lines.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_lines2.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_final.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w1.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w2.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w3.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w4.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w5.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w6.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w7.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w8.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w9.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w10.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w11.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w12.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w15.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w16.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w18.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_w19.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_c1.jsonl", bound{95, 95}, bound{90, 85}}, // written for their blocks
		{"screen_c2.jsonl", bound{95, 95}, bound{85, 80}},
		{"screen_c3.jsonl", bound{95, 95}, bound{90, 89}},
		{"screen_c4.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_c5.jsonl", bound{95, 95}, bound{85, 80}}, // for its blocks too
		{"screen_c6.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_deeds.jsonl", bound{95, 95}, bound{90, 90}},
		{"screen_near.jsonl", bound{95, 95}, bound{90, 90}},
	} {
		t.Run(f.name, func(t *testing.T) {
			var blocks, warns tally
			for _, c := range cases[screened](t, f.name) {
				found := wording.Screen(c.Text, 1760)
				blocks.add(t, c, c.Blocks, wording.Codes(found.Blocks))
				warns.add(t, c, c.Warns, wording.Codes(found.Warnings))
			}
			blocks.hold(t, "blocks", f.blocks.recall, f.blocks.precision)
			warns.hold(t, "warnings", f.warns.recall, f.warns.precision)
		})
	}
}

func (c tally) hold(t *testing.T, kind string, leastRecall, leastPrecision float64) {
	t.Helper()
	recall, precision := c.shares()
	t.Logf("%s: recall %.1f %%, precision %.1f %% %+v", kind, recall, precision, c)
	if recall < leastRecall || precision < leastPrecision {
		t.Errorf("%s: below %.0f %% recall or %.0f %% precision", kind, leastRecall, leastPrecision)
	}
}

// A posting that says only what the work is called is never stopped.
func TestWorkByItsNamePasses(t *testing.T) {
	for _, trade := range assets.Trades().All() {
		for _, word := range slices.Concat([]string{trade.Short}, trade.Aliases, trade.Said) {
			p := market.Posting{Title: word, Pay: 20000, Unit: "day", Settlement: "same_day", Start: "2026-11-23T07:30"}
			if f := wording.ScreenPosting(&p, 1760); len(f.Blocks)+len(f.Warnings) > 0 {
				t.Errorf("%s: %+v", word, f)
			}
		}
	}
}
