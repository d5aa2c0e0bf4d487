package wording_test

import (
	"slices"
	"testing"

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

func TestScreen(t *testing.T) {
	var blocks, warns tally
	for _, c := range cases[screened](t, "screen_*.jsonl") {
		f := wording.Screen(c.Text, 1760)
		blocks.add(t, c, c.Blocks, wording.Codes(f.Blocks))
		warns.add(t, c, c.Warns, wording.Codes(f.Warnings))
	}
	recall, precision := blocks.shares()
	t.Logf("blocks: recall %.1f %%, precision %.1f %% %+v", recall, precision, blocks)
	if recall < 95 || precision < 95 {
		t.Error("blocks: below 95 %")
	}
	recall, precision = warns.shares()
	t.Logf("warnings: recall %.1f %%, precision %.1f %% %+v", recall, precision, warns)
	if recall < 90 || precision < 90 {
		t.Error("warnings: below 90 %")
	}
}
