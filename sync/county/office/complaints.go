package office

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const (
	complaintsPath = Root + "/complaints"
	employersPath  = Root + "/employers"
	redListPath    = Root + "/redlist"
)

// complaintPages are those about complaints and employers.
var complaintPages = []Page{
	{Route: "GET " + complaintsPath, Nav: "complaints", Do: complaintsPage},
	{Route: "GET " + complaintsPath + "/{id}", Nav: "complaints", Of: AThing, Do: complaintPage},
	{Route: "POST " + complaintsPath + "/{id}/move", Nav: "complaints", Of: AThing, Do: moveComplaint},
	{Route: "POST " + complaintsPath + "/{id}/show", Nav: "complaints", Of: AThing, Do: reveal("complaint", complaintsPath+"/{id}")},
	{Route: "GET " + redListPath, Nav: "complaints", Do: redListPage},
	{Route: "GET " + employersPath + "/{id}", Nav: "complaints", Of: AThing, Do: employerPage},
	{Route: "POST " + employersPath + "/{id}/show", Nav: "complaints", Of: AThing, Do: reveal("employer", employersPath+"/{id}")},
	{Route: "POST " + employersPath + "/{id}/list", Nav: "complaints", Least: market.LevelCounty, Of: AThing, Do: listEmployer},
	{Route: "POST " + employersPath + "/{id}/unlist", Nav: "complaints", Least: market.LevelCounty, Of: AThing, Do: unlistEmployer},
}

// complaintsView is the list of complaints, and what they were about this month.
type complaintsView struct {
	Rows   []archive.ComplaintRow
	Closed bool
	Kind   market.ComplaintKind // that alone is shown; "" for all
	Kinds  []kindCount
	Most   int
	Month  int // of the year
	Sum    int
	Red    int // employers on the red list
	Paging paging
	Narrow Narrow
	Number string // that was asked for and that nobody follows here; "" for none
}

// Only is the link to the complaints of one kind, "" for all.
func (v complaintsView) Only(kind market.ComplaintKind) string { return v.link(v.Closed, kind) }

// List is the link to those that are closed or wait, of the kind and area that are looked at.
func (v complaintsView) List(closed bool) string { return v.link(closed, v.Kind) }

func (v complaintsView) link(closed bool, kind market.ComplaintKind) string {
	q := url.Values{}
	for name, value := range map[string]string{"state": map[bool]string{true: "closed"}[closed], "area": string(v.Narrow.Area), "kind": string(kind)} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return complaintsPath + "?" + q.Encode()
}

type kindCount struct {
	Kind market.ComplaintKind
	N    int
}

func complaintsPage(v *Visit) error {
	view := complaintsView{Closed: v.Query("state") == "closed", Month: int(v.Now().Month()), Paging: v.paging(), Narrow: v.Narrow("state", "kind")}
	if view.Number = strings.ReplaceAll(strings.TrimSpace(v.Query("no")), " ", ""); view.Number != "" {
		id, err := v.Archive().ComplaintNumbered(v.Context(), v.Reach, view.Number)
		if err == nil {
			return v.Go(complaintsPath+"/"+string(id), "")
		}
		if market.Code(err) == "" {
			return err
		}
	}
	if k := market.ComplaintKind(v.Query("kind")); slices.Contains(market.ComplaintKinds, k) {
		view.Kind = k
	}
	rows, err := v.Archive().Complaints(v.Context(), view.Narrow.Reach, view.Closed, view.Kind, perPage+1, view.Paging.skip())
	if err != nil {
		return err
	}
	view.Rows = cut(&view.Paging, rows)
	first := time.Date(v.Now().Year(), v.Now().Month(), 1, 0, 0, 0, 0, market.Zone)
	counts, err := v.Archive().ComplaintCounts(v.Context(), view.Narrow.Reach, first)
	if err != nil {
		return err
	}
	for _, k := range market.ComplaintKinds {
		view.Kinds = append(view.Kinds, kindCount{k, counts[k]})
		view.Most, view.Sum = max(view.Most, counts[k]), view.Sum+counts[k]
	}
	if view.Red, err = v.Archive().CountRedListed(v.Context()); err != nil {
		return err
	}
	return v.Show("complaints", view)
}

// complaintView is one complaint with the steps that it has before it.
type complaintView struct {
	archive.ComplaintRow
	Next []market.ComplaintState
	May  bool // put its employer on the red list
}

func complaintPage(v *Visit) error {
	c, err := v.Archive().Complaint(v.Context(), market.ComplaintID(v.ID()))
	if err != nil {
		return err
	}
	return v.Show("complaint", complaintView{c, market.ComplaintStates[c.State.Rank()+1:], v.Level() <= market.LevelCounty})
}

func moveComplaint(v *Visit) error {
	err := v.Archive().MoveComplaint(v.Context(), market.ComplaintID(v.ID()), market.ComplaintState(v.Form("state")), v.Form("words"))
	if err != nil {
		return err
	}
	return v.Go(complaintsPath+"/"+v.ID(), "moved")
}

// redListView is the red list, and those whom somebody complained of.
type redListView struct {
	Listed, Complained []archive.EmployerRow
	Named              string // of names with these words alone
	Count              int    // on the list
	Paging             paging // of both
	seen               map[uint16]bool
}

// Sees says whether the page of an employer is the officer's to open: the list is the same for all.
func (v redListView) Sees(id market.EmployerID) bool {
	ref, err := market.ParseRef(string(id))
	return err == nil && v.seen[ref.Station]
}

func redListPage(v *Visit) error {
	named, err := market.Words(v.Query("q"), false)
	if err != nil {
		return err
	}
	view := redListView{Named: named, Paging: v.paging(), seen: map[uint16]bool{}}
	stations, err := v.Archive().Stations(v.Context(), v.Reach)
	if err != nil {
		return err
	}
	for _, s := range stations {
		view.seen[s.No] = true
	}
	if view.Count, err = v.Archive().CountRedListed(v.Context()); err != nil {
		return err
	}
	if view.Listed, err = v.Archive().RedListed(v.Context(), named, perPage+1, view.Paging.skip()); err != nil {
		return err
	}
	if view.Complained, err = v.Archive().Complained(v.Context(), v.Reach, named, perPage+1, view.Paging.skip()); err != nil {
		return err
	}
	view.Listed = cut(&view.Paging, view.Listed)
	last := view.Paging.Last
	view.Complained = cut(&view.Paging, view.Complained)
	view.Paging.Last = view.Paging.Last && last
	return v.Show("red_list", view)
}

// employerView is one employer.
type employerView struct {
	archive.EmployerRow
	May bool
}

func employerPage(v *Visit) error {
	e, err := v.Archive().Employer(v.Context(), market.EmployerID(v.ID()))
	if err != nil {
		return err
	}
	return v.Show("employer", employerView{e, v.Level() <= market.LevelCounty})
}

func listEmployer(v *Visit) error {
	if err := v.Archive().RedList(v.Context(), market.EmployerID(v.ID()), true, v.Form("words")); err != nil {
		return err
	}
	return v.Go(redListPath, "listed")
}

func unlistEmployer(v *Visit) error {
	if err := v.Archive().RedList(v.Context(), market.EmployerID(v.ID()), false, v.Form("words")); err != nil {
		return err
	}
	return v.Go(redListPath, "unlisted")
}
