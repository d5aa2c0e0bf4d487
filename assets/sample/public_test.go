package sample_test

import (
	"testing"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/sync/market"
)

// Everything that the sample publishes would be taken from anybody.
func TestPublishedIsGood(t *testing.T) {
	p, err := sample.Published(noon)
	if err != nil || len(p.Notices) < 5 || len(p.Trainings) < 4 || p.Page.Opens == "" {
		t.Fatalf("%+v, %v", p, err)
	}
	for _, n := range p.Notices {
		n.From = market.MinuteOf(noon).Date()
		if err := n.Validate(); err != nil {
			t.Errorf("%s: %v", n.Title, err)
		}
	}
	for _, c := range p.Trainings {
		if err := c.Validate(assets.Trades()); err != nil || c.From != "" && c.From < market.MinuteOf(noon).Date() {
			t.Errorf("%s on %s: %v", c.Title, c.From, err)
		}
	}
	if err := p.Page.Validate(); err != nil {
		t.Error(err)
	}
}
