package office

import (
	"regexp"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const agreementPath = Root + "/agreement"

// agreementPages are those about the text that worker and employer sign.
var agreementPages = []Page{
	{Route: "GET " + agreementPath + "/{id}", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: agreementPage},
	{Route: "POST " + agreementPath + "/{id}/publish", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: publishAgreement},
	{Route: "POST " + agreementPath + "/{id}/withdraw", Nav: "notices", Least: market.LevelCounty, Of: AnArea, Do: withdrawAgreement},
}

// agreementView is the wording that stands, as it is written, and those before it.
type agreementView struct {
	Now    market.Agreement
	Lead   string
	Text   string // a clause a line, places as 【活】
	Places []string
	Rows   []archive.AgreementRow
	Own    bool // the area has a wording of its own that stands
	Area   market.AreaCode
}

func agreementPage(v *Visit) error {
	view, err := v.agreement()
	if err != nil {
		return err
	}
	view.Lead, view.Text = v.shownPlaces(view.Now.Lead), v.shownPlaces(strings.Join(view.Now.Clauses, "\n"))
	return v.Show("agreement", view)
}

func (v *Visit) agreement() (agreementView, error) {
	now, rows, err := v.Archive().Agreements(v.Context(), v.Where)
	return agreementView{
		Now: now, Rows: rows, Area: v.Where, Places: market.AgreementPlaces, Own: len(rows) > 0 && !rows[0].Off,
	}, err
}

func publishAgreement(v *Visit) error {
	lead, text := v.Form("lead"), v.paragraphs("text")
	a := market.Agreement{Area: v.Where}
	var err error
	if a.Lead, err = v.readPlaces(lead); err == nil {
		for line := range strings.SplitSeq(text, "\n") {
			if line == "" {
				continue
			}
			if line, err = v.readPlaces(line); err != nil {
				break
			}
			a.Clauses = append(a.Clauses, line)
		}
	}
	if err == nil {
		_, err = v.Archive().PublishAgreement(v.Context(), a)
	}
	if err != nil {
		return err
	}
	return v.Go(agreementPath+"/"+v.ID(), "published")
}

func withdrawAgreement(v *Visit) error {
	if err := v.Archive().WithdrawAgreement(v.Context(), v.Where); err != nil {
		return err
	}
	return v.Go(agreementPath+"/"+v.ID(), "withdrawn")
}

// What is filled in stands as {pay} in facts and as 【工钱】 on the page.

func (v *Visit) placeWord(p string) string {
	return "【" + v.office.words.T("agreement.place_"+p) + "】"
}

func (v *Visit) shownPlaces(s string) string {
	for _, p := range market.AgreementPlaces {
		s = strings.ReplaceAll(s, "{"+p+"}", v.placeWord(p))
	}
	return s
}

var wordPlace = regexp.MustCompile(`[【{][^【】{}]*[】}]`)

// readPlaces refuses with agreement_place what nothing fills in.
func (v *Visit) readPlaces(s string) (string, error) {
	unknown := false
	s = wordPlace.ReplaceAllStringFunc(s, func(said string) string {
		for _, p := range market.AgreementPlaces {
			if said == v.placeWord(p) {
				return "{" + p + "}"
			}
		}
		unknown = true
		return said
	})
	if unknown {
		return "", &market.Error{Code: "agreement_place", Field: "clauses"}
	}
	return s, nil
}
