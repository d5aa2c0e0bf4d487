package county

import (
	"io"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/page"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// complainForm shows the form, with the posting of the slip or of the page that it begins from.
func (p public) complainForm(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	v := page.ComplainView{Posting: market.PostingID(q.Get("posting")), Slip: q.Get("slip"), Area: market.AreaCode(q.Get("area"))}
	if county, ok := assets.Areas().County(v.Area); ok {
		v.Area = county.Code
	}
	p.showComplain(w, r, http.StatusOK, v)
}

// showComplain fills in what the form is about; what is not known is left out.
func (p public) showComplain(w http.ResponseWriter, r *http.Request, status int, v page.ComplainView) {
	about, err := p.about(r, v.Slip, v.Posting)
	if err == nil && about.place == "" {
		v.Areas, err = p.server.archive.Counties(r.Context())
	}
	if err != nil {
		p.fault(w, err)
		return
	}
	if v.Posting, v.Title = about.posting, about.title; about.title == "" {
		v.Slip = ""
	}
	p.write(w, status, func(out io.Writer) error { return p.pages.Complain(out, v) })
}

// matter is what a complaint is about; all empty where nothing of it is known.
type matter struct {
	match   market.MatchID
	posting market.PostingID
	title   string
	place   market.AreaCode // county
}

// about gives the match and posting of a slip's number, or the posting that is named.
func (p public) about(r *http.Request, number string, named market.PostingID) (m matter, err error) {
	at := func(area market.AreaCode) {
		if county, ok := assets.Areas().County(area); ok {
			m.place = county.Code
		}
	}
	if number != "" {
		if slip, signer, err := p.genuine(r.Context(), number); err == nil {
			at(signer.Area)
			if m.match, _, err = p.server.archive.Holder(r.Context(), slip); market.Code(err) != "" {
				m.match, err = "", nil
			}
			if err != nil {
				return m, err
			}
			row, _, err := p.server.archive.BoardPosting(r.Context(), slip.Posting)
			if market.Code(err) != "" {
				m.title = slip.Title
				return m, nil
			}
			m.posting, m.title = slip.Posting, row.Title
			return m, err
		}
	}
	if named == "" {
		return m, nil
	}
	row, _, err := p.server.archive.BoardPosting(r.Context(), named)
	if market.Code(err) != "" {
		return m, nil
	}
	at(row.Area)
	m.posting, m.title = named, row.Title
	return m, err
}

// placeOf is the place that somebody chose: one of the counties that have stations or, for who cannot tell, the city. There is
// nothing to choose where all stations lie in one county.
func placeOf(counties []market.AreaCode, chosen market.AreaCode) (market.AreaCode, error) {
	switch {
	case len(counties) == 0:
		return "", nil
	case len(counties) == 1:
		return counties[0], nil
	case slices.Contains(counties, chosen), chosen == assets.Areas().City().Code:
		return chosen, nil
	}
	return "", &market.Error{Code: "no_place", Field: "area"}
}

func (p public) complain(w http.ResponseWriter, r *http.Request) {
	if err := form(w, r); err != nil {
		p.refuse(w, http.StatusRequestEntityTooLarge, err)
		return
	}
	v := page.ComplainView{
		Kind: market.ComplaintKind(r.PostFormValue("kind")), Words: r.PostFormValue("words"), Amount: r.PostFormValue("amount"),
		Called: r.PostFormValue("called"), Phone: r.PostFormValue("phone"), Posting: market.PostingID(r.PostFormValue("posting")), Slip: r.PostFormValue("slip"),
		Area: market.AreaCode(r.PostFormValue("area")),
	}
	about, err := p.about(r, v.Slip, v.Posting)
	if err != nil {
		p.fault(w, err)
		return
	}
	var number string
	if number, err = p.filed(r, v, about); err == nil {
		p.given(w, "complaint", number)
		return
	}
	if market.Code(err) == "" || market.Code(err) == "too_many" {
		p.refused(w, err)
		return
	}
	v.Fault = err
	p.showComplain(w, r, http.StatusBadRequest, v)
}

// filed hands a complaint in and gives its number. Where it is somebody has to say if the page does not know.
func (p public) filed(r *http.Request, v page.ComplainView, about matter) (string, error) {
	c := market.Complaint{Kind: v.Kind, Match: about.match, Posting: about.posting, Phone: v.Phone, Called: v.Called}
	var err error
	if c.Amount, err = yuan(v.Amount); err != nil {
		return "", err
	}
	if about.place == "" {
		counties, err := p.server.archive.Counties(r.Context())
		if err != nil {
			return "", err
		}
		if about.place, err = placeOf(counties, v.Area); err != nil {
			return "", err
		}
	}
	return p.server.archive.Complain(r.Context(), c, about.place, v.Words, addressOf(r))
}

// given writes the number under which something was handed in.
func (p public) given(w http.ResponseWriter, what, number string) {
	p.write(w, http.StatusOK, func(out io.Writer) error { return p.pages.Follow(out, page.FollowView{New: what, Number: number}) })
}

// yuan reads an amount of money that somebody typed: "120", "120.5", "1,200"; "" is none.
func yuan(s string) (market.Fen, error) {
	s = strings.NewReplacer(",", "", "，", "", "元", "", " ", "").Replace(s)
	if s == "" {
		return 0, nil
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= 0 && v <= float64(market.MaxPay)/100) {
		return 0, &market.Error{Code: "bad_pay", Field: "pay"}
	}
	return market.Fen(math.Round(v * 100)), nil
}

func (p public) hireForm(w http.ResponseWriter, r *http.Request) {
	v := page.HireView{Area: market.AreaCode(r.URL.Query().Get("area")), Fields: map[string]string{}}
	p.write(w, http.StatusOK, func(out io.Writer) error { return p.pages.Hire(out, v) })
}

// hireFields are those of an employer's form.
var hireFields = []string{
	"title", "trade", "area", "place", "headcount", "pay", "unit", "settlement", "start", "end", "meals", "transport", "notes",
	"kind", "name", "uscc", "licence", "contact", "phone",
}

// minHourly is the least pay of an hour in fen: the lowest class of the province's table
// (screening_rules.json, min_wage_henan 2024).
const minHourly = market.Fen(17_60)

func (p public) hire(w http.ResponseWriter, r *http.Request) {
	if err := form(w, r); err != nil {
		p.refuse(w, http.StatusRequestEntityTooLarge, err)
		return
	}
	v := page.HireView{Fields: map[string]string{}, Area: market.AreaCode(r.PostFormValue("area"))}
	for _, f := range hireFields {
		v.Fields[f] = strings.TrimSpace(r.PostFormValue(f))
	}
	proposal, err := p.proposal(v.Fields)
	if err == nil {
		if f := wording.ScreenPosting(&proposal.Posting, minHourly); len(f.Blocks) > 0 {
			v.Blocks, err = f.Blocks, market.Refuse("blocked")
		}
	}
	var number string
	if err == nil {
		number, err = p.server.archive.HandIn(r.Context(), proposal, addressOf(r))
	}
	switch market.Code(err) {
	case "":
		if err != nil {
			p.fault(w, err)
			return
		}
		p.given(w, "proposal", number)
	case "too_many":
		p.refused(w, err)
	default:
		v.Fault = err
		p.write(w, http.StatusBadRequest, func(out io.Writer) error { return p.pages.Hire(out, v) })
	}
}

// proposal reads what an employer filled in, and gives the faults of it.
func (p public) proposal(f map[string]string) (market.Proposal, error) {
	e := market.Employer{
		Name: f["name"], Kind: market.EmployerKind(f["kind"]), USCC: f["uscc"], Licence: f["licence"], Contact: f["contact"], Phone: f["phone"],
	}
	e.Normalize()
	now := p.server.archive.Now()
	if err := e.Validate(now); err != nil {
		return market.Proposal{}, err
	}
	pay, err := yuan(f["pay"])
	if err != nil {
		return market.Proposal{}, err
	}
	heads, err := strconv.Atoi(f["headcount"])
	if err != nil {
		return market.Proposal{}, &market.Error{Code: "bad_headcount", Field: "headcount"}
	}
	job := market.Posting{
		Employer: "new", Title: f["title"], Trade: market.TradeID(f["trade"]), Area: market.AreaCode(f["area"]), Place: f["place"], Headcount: heads, Pay: pay,
		Unit: market.PayUnit(f["unit"]), Settlement: market.SettlementKind(f["settlement"]), Start: market.Minute(f["start"]), End: market.Minute(f["end"]),
		Meals: f["meals"] != "", Transport: f["transport"] != "", Notes: f["notes"], Source: "online",
	}
	job.Normalize()
	if err := job.Validate(now, assets.Areas(), assets.Trades()); err != nil {
		return market.Proposal{}, err
	}
	job.Employer = ""
	return market.Proposal{Employer: e, Posting: job}, nil
}

func (p public) followForm(w http.ResponseWriter, _ *http.Request) {
	p.write(w, http.StatusOK, func(out io.Writer) error { return p.pages.Follow(out, page.FollowView{}) })
}

func (p public) follow(w http.ResponseWriter, r *http.Request) {
	if err := form(w, r); err != nil {
		p.refuse(w, http.StatusRequestEntityTooLarge, err)
		return
	}
	v := page.FollowView{Number: strings.ReplaceAll(strings.TrimSpace(r.PostFormValue("number")), " ", "")}
	var is archive.Followed
	if is, v.Fault = p.server.archive.Follow(r.Context(), v.Number, addressOf(r)); v.Fault == nil {
		v.Is = &is
	}
	status := http.StatusOK
	switch market.Code(v.Fault) {
	case "":
		if v.Fault != nil {
			p.fault(w, v.Fault)
			return
		}
	case "unknown_number":
		status = http.StatusNotFound
	default:
		p.refused(w, v.Fault)
		return
	}
	p.write(w, status, func(out io.Writer) error { return p.pages.Follow(out, v) })
}
