package flow

import "yizhan/sync/market"

// AreasAPage is how many places stand on one page.
const AreasAPage = 12

// AreaPick is the page that asks for a place of the gazetteer: county, township, village, from
// the station's own township on. Nothing is typed.
type AreaPick struct {
	Title string
	// Level is what is being chosen: LevelCounty, LevelTownship or LevelVillage.
	Level market.Level
	// County and Township are what was chosen so far; Township is "" while it is not.
	County, Township market.AreaCode
	// Chosen is the answer, "" while there is none.
	Chosen market.AreaCode
	Pager  Pager

	app  *App
	kind Kind
	done func(code market.AreaCode) // nil: the choice stays on a page of many questions
}

// NewAreaPick makes the page. done is told the code of a village, or of a township when no
// village is named, after the page has gone.
func NewAreaPick(app *App, title string, done func(code market.AreaCode)) *AreaPick {
	p := newAreaPick(app, title)
	p.done = done
	return p
}

// newAreaPick is a choice without a page of its own: it begins at the villages of the
// station's township, or as near to that as the station's own area says.
func newAreaPick(app *App, title string) *AreaPick {
	p := &AreaPick{Title: title, app: app, kind: writingKind(app)}
	p.begin(app.Area)
	return p
}

// begin shows the list in which somebody at this area is likely to find the answer.
func (p *AreaPick) begin(at market.AreaCode) {
	areas := p.app.Desk.Areas()
	county, inCounty := areas.County(at)
	township, inTownship := areas.Township(at)
	switch {
	case inTownship:
		p.County, p.Township, p.Level = county.Code, township.Code, market.LevelVillage
	case inCounty:
		p.County, p.Township, p.Level = county.Code, "", market.LevelTownship
	default:
		p.County, p.Township, p.Level = "", "", market.LevelCounty
	}
	p.list()
}

// Choose shows an answer that was given before, on the page of its list.
func (p *AreaPick) Choose(code market.AreaCode) {
	p.begin(code)
	p.Chosen = code
	for i, a := range p.all() {
		if a.Code == code {
			p.Pager.Show(i)
		}
	}
}

// Name implements Page.
func (p *AreaPick) Name() string { return "areapick" }

// Kind implements Page.
func (p *AreaPick) Kind() Kind { return p.kind }

// Forget implements Page.
func (p *AreaPick) Forget() {
	p.Chosen = ""
	p.done = nil
	p.begin(p.app.Area)
}

// all is the whole list that is being chosen from, in gazetteer order.
func (p *AreaPick) all() []market.Area {
	areas := p.app.Desk.Areas()
	switch p.Level {
	case market.LevelVillage:
		return areas.Villages(p.Township)
	case market.LevelTownship:
		return areas.Townships(p.County)
	}
	return areas.Counties()
}

func (p *AreaPick) list() { p.Pager = Pager{Size: AreasAPage, Count: len(p.all())} }

// Shown are the places of the page that is shown.
func (p *AreaPick) Shown() []market.Area {
	from, to := p.Pager.Span()
	return p.all()[from:to]
}

// CountyName and TownshipName are what was chosen so far, in words; "" while it is not.
func (p *AreaPick) CountyName() string { return p.short(p.County) }

// TownshipName see CountyName.
func (p *AreaPick) TownshipName() string { return p.short(p.Township) }

func (p *AreaPick) short(code market.AreaCode) string {
	a, _ := p.app.Desk.Areas().Get(code)
	return a.Short
}

// Turn goes by pages.
func (p *AreaPick) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Up shows the list of a wider tier again: LevelCounty or LevelTownship.
func (p *AreaPick) Up(to market.Level) {
	if to == market.LevelTownship && p.County == "" {
		to = market.LevelCounty
	}
	p.Level, p.Chosen = to, ""
	if to == market.LevelCounty {
		p.County = ""
	}
	p.Township = ""
	p.list()
	p.app.Changed()
}

// Pick goes one tier down, or answers with a village. A township without villages is itself
// the answer.
func (p *AreaPick) Pick(a market.Area) {
	switch a.Level {
	case market.LevelCounty:
		p.County, p.Township, p.Level = a.Code, "", market.LevelTownship
		p.list()
	case market.LevelTownship:
		p.Township, p.Level = a.Code, market.LevelVillage
		p.list()
		if p.Pager.Count == 0 {
			p.answer(a.Code)
			return
		}
	default:
		p.answer(a.Code)
		return
	}
	p.app.Changed()
}

// WholeTownship answers with the township when no village fits.
func (p *AreaPick) WholeTownship() {
	if p.Township != "" {
		p.answer(p.Township)
	}
}

func (p *AreaPick) answer(code market.AreaCode) {
	p.Chosen = code
	if p.done == nil {
		p.app.Changed()
		return
	}
	done := p.done
	p.app.Back()
	done(code)
	p.app.Changed()
}

// Restart begins again at the station's own township.
func (p *AreaPick) Restart() {
	p.Chosen = ""
	p.begin(p.app.Area)
	p.app.Changed()
}
