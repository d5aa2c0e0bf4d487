package office

import (
	"slices"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

const (
	postingsPath = Root + "/postings"
	reviewPath   = Root + "/review"
	peoplePath   = Root + "/people"
)

// postingPages are those about postings, their review, and people to help.
var postingPages = []Page{
	{Route: "GET " + postingsPath, Nav: "postings", Do: postingsPage},
	{Route: "GET " + reviewPath, Nav: "postings", Do: reviewPage},
	{Route: "GET " + reviewPath + "/{id}", Nav: "postings", Of: AThing, Do: proposalPage},
	{Route: "POST " + reviewPath + "/{id}/return", Nav: "postings", Of: AThing, Do: returnProposal},
	{Route: "POST " + reviewPath + "/{id}/show", Nav: "postings", Of: AThing, Do: reveal("proposal", reviewPath+"/{id}")},
	{Route: "GET " + peoplePath, Nav: "people", Do: peoplePage},
	{Route: "POST " + peoplePath + "/{id}/show", Nav: "people", Of: AThing, Do: reveal("help", peoplePath)},
}

// postingsView is a page of the postings.
type postingsView struct {
	Rows   []archive.PostingRow
	States []string // lists: open ones, those of them that want somebody or are withheld, and those that are over
	Waits  int      // proposals to review
	Find   finding
	Paging paging
}

func postingsPage(v *Visit) error {
	view := postingsView{States: []string{"", "short", "held", "closed"}, Paging: v.paging()}
	var err error
	if view.Find, err = v.finding(); err != nil {
		return err
	}
	if !slices.Contains(view.States, view.Find.State) {
		view.Find.State = ""
	}
	find := view.Find.Find
	find.Short, find.Held = view.Find.State == "short", view.Find.State == "held"
	rows, far, err := v.Archive().FindPostings(v.Context(), view.Find.Reach, view.Find.State == "closed", find, perPage+1, view.Paging.skip())
	if view.Find.Far = far; err != nil {
		return err
	}
	view.Rows = cut(&view.Paging, rows)
	if view.Waits, err = v.Archive().CountProposals(v.Context(), v.Reach, market.ProposalWaits); err != nil {
		return err
	}
	return v.Show("postings", view)
}

// proposalView is a posting that was handed in, with what the machine finds in its words.
type proposalView struct {
	archive.ProposalRow
	wording.Findings
	Reasons []string // why one may be returned
	Checks  []string // what staff look at
}

// minHourly is the least pay of an hour in fen: the lowest class of the province's table
// (screening_rules.json, min_wage_henan 2024).
const minHourly = market.Fen(17_60)

func viewOf(p archive.ProposalRow) proposalView {
	return proposalView{p, wording.ScreenPosting(&p.Posting, minHourly), market.ReturnReasons, market.Checks}
}

// Check gives what staff found when they looked at a thing, or nil.
func (p proposalView) Check(what string) *archive.CheckRow {
	for i, c := range p.ProposalRow.Checks {
		if c.What == what {
			return &p.ProposalRow.Checks[i]
		}
	}
	return nil
}

// proposalStates are the lists of the page of reviews.
var proposalStates = []market.ProposalState{market.ProposalWaits, market.ProposalPassed, market.ProposalReturned}

// reviewView is what waits for a review, or was decided.
type reviewView struct {
	Rows   []proposalView
	State  market.ProposalState
	Paging paging
	Find   finding
}

func reviewPage(v *Visit) error {
	view := reviewView{State: market.ProposalWaits, Paging: v.paging()}
	var err error
	if view.Find, err = v.finding(); err != nil {
		return err
	}
	if s := market.ProposalState(v.Query("state")); slices.Contains(proposalStates, s) {
		view.State = s
	}
	view.Find.State = string(view.State)
	rows, far, err := v.Archive().FindProposals(v.Context(), view.Find.Reach, view.State, view.Find.Find, perPage+1, view.Paging.skip())
	if view.Find.Far = far; err != nil {
		return err
	}
	for _, p := range cut(&view.Paging, rows) {
		view.Rows = append(view.Rows, viewOf(p))
	}
	return v.Show("review", view)
}

func proposalPage(v *Visit) error {
	p, err := v.Archive().Proposal(v.Context(), market.ProposalID(v.ID()))
	if err != nil {
		return err
	}
	return v.Show("proposal", viewOf(p))
}

func returnProposal(v *Visit) error {
	if err := v.Archive().ReturnProposal(v.Context(), market.ProposalID(v.ID()), v.Form("reason"), v.Form("words")); err != nil {
		return err
	}
	return v.Go(reviewPath, "returned")
}

func peoplePage(v *Visit) error {
	narrow := v.Narrow()
	rows, err := v.Archive().Helped(v.Context(), narrow.Reach)
	if err != nil {
		return err
	}
	waits := 0
	for _, h := range rows {
		if !h.AtWork {
			waits++
		}
	}
	return v.Show("people", peopleView{rows, waits, len(rows) == archive.ShownHelped, narrow})
}

// peopleView is the people to help.
type peopleView struct {
	Rows   []archive.HelpRow
	Waits  int  // who have no work
	Full   bool // there may be more than are listed
	Narrow Narrow
}
