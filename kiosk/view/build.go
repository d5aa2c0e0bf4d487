package view

import (
	"fmt"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// build draws a page. Pages for everybody stand here; those of the staff desk and of writing
// by finger stand in staff.go.
func (v *View) build(p flow.Page) fyne.CanvasObject {
	switch p := p.(type) {
	case *flow.Home:
		return v.buildHome(p)
	case *flow.Trades:
		return v.buildTrades(p)
	case *flow.Results:
		return v.buildResults(p)
	case *flow.Sift:
		return v.buildSift(p)
	case *flow.Detail:
		return v.buildDetail(p)
	case *flow.Who:
		return v.buildWho(p)
	case *flow.Hello:
		return v.buildHello(p)
	case *flow.Contact:
		return v.buildContact(p)
	case *flow.TypedID:
		return v.buildTypedID(p)
	case *flow.Pick:
		return v.buildPick(p)
	case *flow.Mine:
		return v.buildMine(p)
	case *flow.ScanResult:
		return v.buildScanResult(p)
	case *flow.Birth:
		return v.buildBirth(p)
	case *flow.People:
		return v.buildPeople(p)
	case *flow.Notice:
		return v.buildNotice(p)
	case *flow.Skills:
		return v.buildSkills(p)
	case *flow.Done:
		return v.buildDone(p)
	case *flow.Number:
		return v.buildNumber(p)
	case *flow.Wait:
		return v.buildWait(p)
	case *flow.Message:
		return v.buildMessage(p)
	case *flow.LastCall:
		return v.buildLastCall(p)
	}
	if o := v.buildRights(p); o != nil {
		return o
	}
	if o := v.buildMatters(p); o != nil {
		return o
	}
	if o := v.buildHire(p); o != nil {
		return o
	}
	if o := v.buildPublic(p); o != nil {
		return o
	}
	if o := v.buildHallRooms(p); o != nil {
		return o
	}
	if o := v.buildStaff(p); o != nil {
		return o
	}
	panic(fmt.Sprintf("view: no builder for page %s", p.Name()))
}

// over draws a sheet over the page it was opened on.
func (v *View) over(under flow.Page, sheet fyne.CanvasObject) fyne.CanvasObject {
	return touch.Layers(v.build(under), sheet)
}
