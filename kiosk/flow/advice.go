package flow

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

// Rights tells whom to call when something is wrong.
func (h *Home) Rights() {
	t := h.app.Words.T
	h.app.sheet(&Message{
		name: "rights", Icon: "scale-balance", Title: t("rights.title"), Text: t("rights.text"),
		Columns: []Column{
			{t("rights.call"), []Line{
				{"phone", t("rights.call_1")}, {"phone", t("rights.call_2")}, {"phone", t("rights.call_3")},
			}},
			{t("rights.here"), []Line{
				{"account-tie", t("rights.here_1")}, {"cash-remove", t("rights.here_2")}, {"police-badge", t("rights.here_3")},
			}},
		},
		Ways: []Way{h.app.understood()},
	})
}
