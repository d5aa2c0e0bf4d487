package office

import (
	"strconv"
	"strings"

	"yizhan/sync/market"
)

// describePages are those about what stands on a station's own page: when it is open, where, whom to call,
// what it promises and asks for (city plan, 任八: 公开地址、运营时间、联系方式、服务制度、投诉方式).
var describePages = []Page{
	{Route: "GET " + stationsPath + "/{id}/page", Nav: "stations", Least: market.LevelTownship, Of: AStation, Do: describePage},
	{Route: "POST " + stationsPath + "/{id}/page", Nav: "stations", Least: market.LevelTownship, Of: AStation, Do: describe},
}

// describeView is the form of a station's page.
type describeView struct {
	market.StationPage
	No             uint16
	Name           string
	Promises, Duty string // a line each
	Most           int    // lines
}

func (v *Visit) describeView(p market.StationPage) (describeView, error) {
	d, err := v.Archive().StationDetail(v.Context(), v.Station)
	return describeView{
		StationPage: p, No: v.Station, Name: d.Name, Promises: strings.Join(p.Promise, "\n"), Duty: strings.Join(p.Rules, "\n"), Most: market.MaxPageLines,
	}, err
}

func describePage(v *Visit) error {
	p, err := v.Archive().StationPage(v.Context(), v.Station)
	if err != nil {
		return err
	}
	view, err := v.describeView(p)
	if err != nil {
		return err
	}
	return v.Show("describe", view)
}

func describe(v *Visit) error {
	p := market.StationPage{
		Opens: v.Form("opens"), Closes: v.Form("closes"), Days: v.Form("days"), Address: v.Form("address"), Inquiry: v.Form("inquiry"),
		Complaints: v.Form("complaints"), Legal: v.Form("legal"), Promise: v.lines("promise"), Rules: v.lines("rules"),
	}
	if err := v.Archive().DescribeStation(v.Context(), v.Station, p); err != nil {
		return err
	}
	return v.Go(stationsPath+"/"+strconv.Itoa(int(v.Station))+"/page", "published")
}

// lines is a field of several lines, without empty ones.
func (v *Visit) lines(name string) (out []string) {
	for line := range strings.SplitSeq(v.paragraphs(name), "\n") {
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}
