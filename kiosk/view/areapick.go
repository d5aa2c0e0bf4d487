package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
	"yizhan/sync/market"
)

// buildAreaPick draws the page that asks for a place.
func (v *View) buildAreaPick(p *flow.AreaPick) fyne.CanvasObject {
	parts := touch.ScreenParts{
		Main: v.headed(touch.NewQuestion(v.style, p.Title), v.turner(&p.Pager, p.Turn), v.areaTiers(p), touch.Grow(1, v.areaGrid(p))),
	}
	if whole := v.wholeTownship(p); whole != nil {
		parts.Actions = []fyne.CanvasObject{whole}
	}
	return v.helperScreen(p.Restart, parts)
}

// wholeTownship is the button for work that has no village; nil where there is no township.
func (v *View) wholeTownship(p *flow.AreaPick) fyne.CanvasObject {
	if p.Level != market.LevelVillage {
		return nil
	}
	return touch.NewButton(v.style, touch.PlainButton, "", v.t("areapick.whole", "township", p.TownshipName()), p.WholeTownship)
}

// areaTiers are what was chosen so far: county and township, each a way back to its list, and
// what is being asked for.
func (v *View) areaTiers(p *flow.AreaPick) fyne.CanvasObject {
	tier := func(name, key string, level market.Level) fyne.CanvasObject {
		if name == "" {
			name = v.t(key)
		}
		return touch.NewChip(v.style, "", name, p.Level > level, func() { p.Up(level) })
	}
	chips := []fyne.CanvasObject{tier(p.CountyName(), "areapick.county", market.LevelCounty)}
	ask := "areapick.how_county"
	if p.Level > market.LevelCounty {
		chips = append(chips, tier(p.TownshipName(), "areapick.township", market.LevelTownship))
		ask = "areapick.how_township"
	}
	if p.Level == market.LevelVillage {
		ask = "areapick.how_village"
	}
	if v.large {
		return touch.Row(16, append(chips, touch.Space())...)
	}
	say := touch.NewText(v.style, v.t(ask), touch.Body, touch.Plain, touch.Ink2)
	return touch.Row(16, append(chips, touch.Grow(1, say))...)
}

// areaGrid are the places of the page that is shown.
func (v *View) areaGrid(p *flow.AreaPick) fyne.CanvasObject {
	columns, rows := 4, 3
	switch {
	case p.Level == market.LevelCounty && v.upright(): // the names of counties are long
		columns, rows = 2, 6
	case p.Level == market.LevelCounty || v.upright():
		columns, rows = 3, 4
	}
	var tiles []fyne.CanvasObject
	for _, a := range p.Shown() {
		tiles = append(tiles, touch.NewChoice(v.style, touch.ChoiceOptions{
			Word: a.Short, Middle: true, Selected: a.Code == p.Chosen, OnTap: func() { p.Pick(a) },
		}))
	}
	return touch.Grid(columns, rows, v.gap(), tiles...)
}
