package touch

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"testing"

	"yizhan/kiosk/touch/contrast"
)

// tokens is the design's own table, testdata/tokens.json, as far as it is drawn here.
type tokens struct {
	Colour map[string]map[string]struct {
		Hex string
	}
	Type struct {
		Scale       map[string]float32
		LargeFactor float32 `json:"large_factor"`
	}
	Margin, Header, Footer map[string]float32
	Radius                 map[string]float32
	Target                 map[string]float32
	Tally                  struct {
		Strokes [5][4]float32
		Taken   struct{ Width float32 }
		Free    struct{ Width float32 }
		Mine    struct{ Width float32 }
		Most    int `json:"max_characters"`
	}
	Duration map[string]int64 `json:"duration_ms"`
}

func readTokens(t *testing.T) tokens {
	t.Helper()
	data, err := os.ReadFile("testdata/tokens.json")
	if err != nil {
		t.Fatal(err)
	}
	var tok tokens
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		t.Fatal(err)
	}
	for name, into := range map[string]any{
		"type": &tok.Type, "margin": &tok.Margin, "header": &tok.Header, "footer": &tok.Footer,
		"radius": &tok.Radius, "target": &tok.Target, "tally": &tok.Tally, "duration_ms": &tok.Duration,
		"colour": &tok.Colour,
	} {
		if err := json.Unmarshal(raw[name], into); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	return tok
}

var roles = map[string]Colour{
	"paper": Paper, "panel": Panel, "card": Card, "ink": Ink, "ink2": Ink2, "edge": Edge, "hair": Hair,
	"green": Green, "greenPress": GreenPress, "greenInk": GreenInk, "greenTint": GreenTint, "onGreen": OnGreen, "onGreen2": OnGreen2,
	"amber": Amber, "amberInk": AmberInk, "amberTint": AmberTint, "amberEdge": AmberEdge,
	"red": Red, "redInk": RedInk, "redTint": RedTint, "onRed": OnRed, "scrim": Scrim, "dis": Dis, "disInk": DisInk,
}

func TestPaletteIsTheDesigns(t *testing.T) {
	tok := readTokens(t)
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		style := NewStyle(Options{Dark: dark})
		if len(tok.Colour[name]) != len(roles) {
			t.Errorf("%s: the design has %d colours, the palette %d", name, len(tok.Colour[name]), len(roles))
		}
		for role, c := range roles {
			p := style.Paint(c)
			if got, want := fmt.Sprintf("#%02X%02X%02X", p.R, p.G, p.B), tok.Colour[name][role].Hex; got != want {
				t.Errorf("%s %s is %s, the design says %s", name, role, got, want)
			}
		}
	}
}

func TestNumbersAreTheDesigns(t *testing.T) {
	tok := readTokens(t)
	for _, c := range []struct {
		name      string
		got, want float32
	}{
		{"min", Least, tok.Type.Scale["min"]},
		{"caption", Caption, tok.Type.Scale["caption"]},
		{"body", Body, tok.Type.Scale["body"]},
		{"label", Label, tok.Type.Scale["label"]},
		{"button", ButtonText, tok.Type.Scale["button"]},
		{"title", Title, tok.Type.Scale["title"]},
		{"card title", CardTitle, tok.Type.Scale["card_title"]},
		{"question", Question, tok.Type.Scale["question"]},
		{"figure s", FigureS, tok.Type.Scale["figure_s"]},
		{"figure m", FigureM, tok.Type.Scale["figure_m"]},
		{"figure detail", FigureDetail, tok.Type.Scale["figure_detail"]},
		{"figure hero", FigureHero, tok.Type.Scale["figure_hero"]},
		{"figure place", FigurePlace, tok.Type.Scale["figure_place"]},
		{"large", largeFactor, tok.Type.LargeFactor},
		{"tag radius", radiusTag, tok.Radius["tag"]},
		{"button radius", radiusButton, tok.Radius["button"]},
		{"card radius", radiusCard, tok.Radius["card"]},
		{"sheet radius", radiusSheet, tok.Radius["sheet"]},
		{"minimum", targetMinimum, tok.Target["minimum"]},
		{"primary", targetPrimary, tok.Target["primary"]},
		{"continue", targetContinue, tok.Target["idle_continue"]},
		{"key", targetKey, tok.Target["keypad_key"]},
		{"gap", targetGap, tok.Target["gap"]},
		{"slop", Slop, tok.Target["slop_dip"]},
		{"taken", takenStroke.width, tok.Tally.Taken.Width},
		{"free", freeStroke.width, tok.Tally.Free.Width},
		{"mine", mineStroke.width, tok.Tally.Mine.Width},
		{"most", tallyMost, float32(5 * tok.Tally.Most)},
		{"digit shown", float32(digitShown.Milliseconds()), float32(tok.Duration["digit_shown"])},
		{"release", float32(pressShown.Milliseconds()), float32(tok.Duration["release"])},
		{"sheet in", float32(sheetIn.Milliseconds()), float32(tok.Duration["sheet_in"])},
		{"page turn", float32(pageTurn.Milliseconds()), float32(tok.Duration["page_turn"])},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, the design says %v", c.name, c.got, c.want)
		}
	}
	if !reflect.DeepEqual(tallyStrokes, tok.Tally.Strokes) {
		t.Errorf("the strokes of 正 are %v, the design says %v", tallyStrokes, tok.Tally.Strokes)
	}
	for name, form := range map[string]Form{"wide": Wide, "compact": Compact, "upright": Upright} {
		m := form.measures()
		if m.margin != tok.Margin[name] || m.header != tok.Header[name] || m.footer != tok.Footer[name] {
			t.Errorf("%s: margin, header, footer are %v, %v, %v", name, m.margin, m.header, m.footer)
		}
	}
}

// Text needs 7:1, edges and signs 3:1 (WCAG 2.1, 1.4.6 and 1.4.11), on every ground they are drawn on.
func TestContrast(t *testing.T) {
	text := [][2]Colour{
		{Ink, Paper},
		{Ink, Card},
		{Ink, Panel},
		{Ink, GreenTint},
		{Ink, Dis},
		{Ink2, Paper},
		{Ink2, Card},
		{Ink2, Panel},
		{Ink2, GreenTint},
		{GreenInk, Paper},
		{GreenInk, Card},
		{GreenInk, Panel},
		{GreenInk, GreenTint},
		{OnGreen, Green},
		{OnGreen2, Green},
		{AmberInk, AmberTint},
		{AmberInk, Card},
		{AmberInk, Panel},
		{RedInk, RedTint},
		{RedInk, Paper},
		{RedInk, Card},
		{DisInk, Dis},
	}
	signs := [][2]Colour{
		{Edge, Paper},
		{Edge, Card},
		{Edge, Panel},
		{GreenInk, Paper},
		{Green, Paper},
		{AmberEdge, Paper},
		{AmberEdge, AmberTint},
		{Red, Paper},
		{Red, RedTint},
		{OnGreen, GreenPress},
	}
	for _, dark := range []bool{false, true} {
		s := NewStyle(Options{Dark: dark})
		for _, pair := range text {
			if got := contrast.Ratio(s.Paint(pair[0]), s.Paint(pair[1])); got < 7 {
				t.Errorf("dark %t: text %d on %d has contrast %.2f", dark, pair[0], pair[1], got)
			}
		}
		for _, pair := range signs {
			if got := contrast.Ratio(s.Paint(pair[0]), s.Paint(pair[1])); got < 3 {
				t.Errorf("dark %t: edge %d on %d has contrast %.2f", dark, pair[0], pair[1], got)
			}
		}
	}
}

// Each face of a pressable thing carries its own words and icons.
func TestFacesAreReadable(t *testing.T) {
	all := map[string]faces{
		"card": facesOf(cardFace), "panel": facesOf(panelFace), "tint": facesOf(tintFace), "button": facesOf(plainButton),
		"stop": facesOf(stopButton), "green": greenFaces(), "key": keyFaces(keyFace), "function key": keyFaces(fnKeyFace),
	}
	for _, dark := range []bool{false, true} {
		s := NewStyle(Options{Dark: dark})
		for name, f := range all {
			for state, face := range map[string]face{"normal": f.normal, "pressed": f.pressed, "selected": f.selected, "disabled": f.disabled} {
				if got := contrast.Ratio(s.Paint(face.ink), s.Paint(face.fill)); got < 7 {
					t.Errorf("dark %t: the word on a %s %s has contrast %.2f", dark, state, name, got)
				}
				if got := contrast.Ratio(s.Paint(face.icon), s.Paint(face.fill)); got < 3 {
					t.Errorf("dark %t: the icon on a %s %s has contrast %.2f", dark, state, name, got)
				}
			}
		}
	}
}
