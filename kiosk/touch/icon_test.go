package touch

import (
	"encoding/json"
	"image"
	"image/color"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"yizhan/assets"
)

// inked counts the pixels that an icon of 96 DIP paints.
func inked(t *testing.T, s *Style, name string) (n int, picture image.Image) {
	t.Helper()
	if _, ok := assets.Icon(name); !ok {
		t.Fatalf("there is no icon %q", name)
	}
	picture = draw(s, NewIcon(s, name, 96, Ink), fyne.NewSize(96, 96))
	ground := picture.At(0, 0)
	for y := range 96 {
		for x := range 96 {
			if picture.At(x, y) != ground {
				n++
			}
		}
	}
	return n, picture
}

func TestEveryIconPaints(t *testing.T) {
	s := startApp(t, Options{})
	data, err := os.ReadFile("../../assets/icons/names.json")
	if err != nil {
		t.Fatal(err)
	}
	var tables map[string]map[string]string
	if err := json.Unmarshal(data, &tables); err != nil {
		t.Fatal(err)
	}
	find := map[string]func(string) (string, bool){
		"trades": assets.TradeIcon, "groups": assets.GroupIcon, "actions": assets.ActionIcon,
	}
	for table, least := range map[string]int{"trades": 48, "groups": 9, "actions": 60} {
		if len(tables[table]) < least {
			t.Errorf("%d %s have an icon, want %d", len(tables[table]), table, least)
		}
		for id := range tables[table] {
			name, ok := find[table](id)
			if !ok {
				t.Errorf("%s has no icon", id)
				continue
			}
			if n, _ := inked(t, s, name); n < 300 {
				t.Errorf("%s: %s paints %d pixels", id, name, n)
			}
		}
	}
	if _, ok := assets.TradeIcon("no such trade"); ok {
		t.Error("a trade that does not exist has an icon")
	}
}

func TestIconHasTheColourAskedFor(t *testing.T) {
	s := startApp(t, Options{})
	picture := draw(s, NewIcon(s, "wall", 96, Red), fyne.NewSize(96, 96))
	if got, want := color.NRGBAModel.Convert(picture.At(32, 26)), color.Color(s.Paint(Red)); got != want {
		t.Errorf("a red wall is %v", got)
	}
}

// The holes of the own drawings are cut by the even-odd rule: these points lie in one.
func TestIconsHaveTheirHoles(t *testing.T) {
	s := startApp(t, Options{})
	for name, hole := range map[string][2]float64{
		"rebar-grid": {9.5, 9.5}, "welding-mask": {12, 10}, "scaffold": {17, 10}, "concrete-mixer": {11.2, 9}, "truck-helper": {11.8, 17.3},
		"sewing-machine": {17.5, 7.2}, "kiln-vase": {9.8, 12.3},
	} {
		_, picture := inked(t, s, name)
		if at := image.Pt(int(hole[0]*4), int(hole[1]*4)); picture.At(at.X, at.Y) != picture.At(0, 0) {
			t.Errorf("%s is filled at %v", name, hole)
		}
	}
}
