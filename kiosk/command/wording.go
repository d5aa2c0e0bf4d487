package command

import (
	"context"
	"encoding/json"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

func (e *Exec) screen(_ context.Context, a *struct {
	verb
	Text string `json:"text"`
},
) (reply, error) {
	f := e.desk.ScreenText(a.Text)
	return reply{
		"blocks": wording.Codes(f.Blocks), "warnings": wording.Codes(f.Warnings),
		"found": e.findings(slices.Concat(f.Blocks, f.Warnings)),
	}, nil
}

// findings are the codes with their sentences and the words that say it, each code once. Where nothing was said, as
// of pay that is not named, words is empty.
func (e *Exec) findings(list []wording.Finding) []reply {
	out := []reply{}
	for _, f := range list {
		if slices.ContainsFunc(out, func(r reply) bool { return r["code"] == f.Code }) {
			continue
		}
		out = append(out, reply{"code": f.Code, "text": e.words.T("screen." + f.Code), "words": f.Words})
	}
	return out
}

// parse reads a line as at the moment now: "2026-11-22T16:20", the station's clock when left out.
func (e *Exec) parse(_ context.Context, a *struct {
	verb
	Text string `json:"text"`
	Now  minute `json:"now"`
},
) (reply, error) {
	now := e.desk.Store().Now()
	if a.Now != "" {
		m, err := market.ParseMinute(string(a.Now))
		if err != nil {
			return nil, &market.Error{Code: "bad_time", Field: "now"}
		}
		now = m.Time()
	}
	return reply{"draft": draftOf(e.desk.Reader().Parse(a.Text, now))}, nil
}

// draftOf writes what was said; what was not said is left out.
func draftOf(d wording.Draft) reply {
	r := reply{}
	words := map[string]string{
		"trade": string(d.Trade), "title": d.Title, "unit": string(d.Unit), "settlement": string(d.Settlement), "area": d.Area,
		"place": d.Place, "start": d.Start, "end": d.End, "phone": d.Phone,
	}
	if d.AreaCode != "" {
		words["area_code"] = d.AreaCode.Trimmed()
	}
	for name, v := range words {
		if v != "" {
			r[name] = v
		}
	}
	if d.Headcount > 0 {
		r["headcount"] = d.Headcount
	}
	for name, v := range map[string]market.Fen{"pay": d.Pay, "pay_max": d.PayMax} {
		if v > 0 {
			r[name] = json.Number(v.Yuan())
		}
	}
	for name, v := range map[string]*bool{"meals": d.Meals, "lodging": d.Lodging, "transport": d.Transport} {
		if v != nil {
			r[name] = *v
		}
	}
	return r
}
