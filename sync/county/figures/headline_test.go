package figures

import (
	"testing"

	"yizhan/assets"
	"yizhan/sync/county/report"
	"yizhan/sync/tally"
)

// The headline of the trends is a sentence, whatever there is of places and people: never 0.0 of something.
func TestHeadline(t *testing.T) {
	for _, c := range []struct {
		places, seekers int
		number, words   string
	}{
		{0, 0, "", "trends.nobody"},
		{5, 0, "", "trends.no_seekers"},
		{0, 5, "", "trends.no_places"},
		{10, 4, "2.5", "trends.per_seeker"},
		{4, 4, "1.0", "trends.per_seeker"},
		{4, 10, "2.5", "trends.per_place"},
		{1, 800, "800.0", "trends.per_place"},
	} {
		count := tally.New()
		count.N[tally.Places], count.N[tally.Seekers] = c.places, c.seekers
		h := trendsView{Trends: &report.Trends{Count: count}}.Headline()
		if h.Number != c.number || h.Words != c.words || !assets.Chinese.Has(h.Words) {
			t.Errorf("%d places, %d seekers: %+v", c.places, c.seekers, h)
		}
	}
}
