package flow

import "yizhan/sync/market"

// Rights begins a complaint.
func (h *Home) Rights() {
	h.app.begin(func() { h.app.Show(NewComplaint(h.app, "", market.Worker{})) })
}

// Policy leads to notices and courses.
func (h *Home) Policy() { h.app.Show(newPolicy(h.app)) }

// Info leads to the station's own page.
func (h *Home) Info() { h.app.Show(newStationInfo(h.app)) }
