package scene

import (
	"regexp"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/flow"
	"yizhan/kiosk/voice"
	"yizhan/sync/market"
)

// Every page for everybody, in every state, says something, and each piece of it is one that
// assets/voices/README.md tells a station how to record.
func TestEveryPageForEverybodyIsSpoken(t *testing.T) {
	spoken := map[string]bool{}
	for _, s := range All() {
		if strings.HasPrefix(s.Name, "walkin") || strings.HasPrefix(s.Name, "staff") || strings.HasPrefix(s.Name, "matter") {
			continue
		}
		g, err := s.Set(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		app, err := s.Play(g)
		if err != nil {
			t.Fatal(err)
		}
		p := app.Current()
		said := flow.Spoken(p)
		if p.Kind() != flow.Staff {
			spoken[p.Name()] = true
			if len(said) == 0 {
				t.Errorf("%s: page %s says nothing", s.Name, p.Name())
			}
		} else if len(said) > 0 {
			t.Errorf("%s: the staff's page %s says %q", s.Name, p.Name(), said)
		}
		for _, piece := range said {
			if !recordable(piece) {
				t.Errorf("%s: nobody can record %q", s.Name, piece)
			}
		}
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	}
	if len(spoken) < 50 {
		t.Errorf("only %d pages were met", len(spoken))
	}
}

var numberPiece = regexp.MustCompile(`^n-([0-9]|two|dot|10|100|1000|10000)$`)

// recordable says whether a recording of a piece says the same at every time and to everybody.
func recordable(p voice.Piece) bool {
	name := string(p)
	if assets.Chinese.Has(name) {
		return !strings.ContainsAny(assets.Chinese.T(name), "{*") // nothing to be filled in
	}
	kind, rest, _ := strings.Cut(name, "-")
	switch kind {
	case "n":
		return numberPiece.MatchString(name)
	case "unit":
		return assets.Chinese.Has("unit." + rest)
	case "trade":
		_, ok := assets.Trades().Get(market.TradeID(rest))
		return ok
	case "place":
		return assets.Areas().Place(market.AreaCode(rest)) != ""
	}
	return false
}
