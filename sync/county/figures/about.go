package figures

import (
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// about is what stands on a station's page of these rooms: when it was built, and of its checklist.
func (d *desk) about(v *office.Visit) ([]office.About, error) {
	on, written, err := d.report.BuiltOn(v.Context(), v.Station)
	if err != nil {
		return nil, err
	}
	items, err := d.report.Facilities(v.Context(), v.Station)
	if err != nil {
		return nil, err
	}
	built := office.About{Name: "about.built_on", Value: on}
	if !written {
		built.Name = "about.enrolled_on"
	}
	facilities := office.About{Name: "about.facilities", Value: d.words.T("community.of", "n", report.HasOf(items), "of", len(report.FacilityItems))}
	if v.Level() <= market.LevelTownship && v.Reach.Station == 0 {
		built.Path, facilities.Path = directoryPath+"/"+v.ID(), buildPath+"/stations/"+v.ID()
	}
	return []office.About{built, facilities}, nil
}
