package flow

import "yizhan/sync/market"

// Hire tells an employer where a posting is entered and what to bring.
func (h *Home) Hire() {
	t := h.app.Words.T
	h.app.sheet(&Message{
		name: "hire", Icon: "account-multiple-plus", Title: t("hire.title"), Text: t("hire.text"),
		Columns: []Column{
			{t("hire.bring"), []Line{
				{"card-account-details", t("hire.bring_1")}, {"phone", t("hire.bring_2")},
			}},
			{t("hire.say"), []Line{
				{"hammer", t("hire.say_1")}, {"cash", t("hire.say_2")}, {"map-marker", t("hire.say_3")},
			}},
		},
		Ways: []Way{h.app.understood()},
	})
}

// Rights begins a complaint.
func (h *Home) Rights() { h.app.Show(NewComplaint(h.app, "", market.Worker{})) }
