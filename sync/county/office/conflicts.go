package office

import (
	"net/http"
	"strconv"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

const (
	conflictsPath  = Root + "/conflicts"
	quarantinePath = Root + "/quarantine"
)

// conflictPages are those about what people must settle.
var conflictPages = []Page{
	{Route: "GET " + conflictsPath, Nav: "today", Do: conflictsPage},
	{Route: "GET " + conflictsPath + "/{id}/{kind}", Nav: "today", Of: SomeThing, Do: conflictPage},
	{Route: "POST " + conflictsPath + "/{id}/{kind}/show/{side}", Nav: "today", Of: SomeThing, Do: showSide},
	{Route: "POST " + conflictsPath + "/{id}/{kind}/settle", Nav: "today", Least: market.LevelTownship, Of: SomeThing, Do: settle},
	{Route: "GET " + quarantinePath, Nav: "today", Do: quarantinePage},
	{Route: "POST " + quarantinePath + "/{id}/pass", Nav: "today", Least: market.LevelCounty, Of: AThing, Do: pass},
}

func conflictsPage(v *Visit) error {
	view := conflictsView{Paging: v.paging()}
	var err error
	if view.Rows, view.All, err = v.Archive().SomeConflicts(v.Context(), v.Reach, perPage, view.Paging.skip()); err != nil {
		return err
	}
	view.Paging.Last = view.Paging.Page*perPage >= view.All
	return v.Show("conflicts", view)
}

// conflictsView is a page of the conflicts.
type conflictsView struct {
	Rows []archive.ConflictDetail
	All  int // how many there are

	Paging paging
}

// conflictView is one conflict, with the numbers that were just looked at.
type conflictView struct {
	archive.ConflictDetail
	ID    string // of its page: its matches
	Shown map[int]*archive.Shown
	May   bool
}

// conflictID is what the page of a conflict is called.
func conflictID(matches []market.MatchID) string {
	words := make([]string, len(matches))
	for i, m := range matches {
		words[i] = string(m)
	}
	return strings.Join(words, "~")
}

// conflict reads the one that the path names, or refuses with unknown_conflict.
func (v *Visit) conflict() (archive.ConflictDetail, error) {
	return v.Archive().Conflict(v.Context(), v.PathValue("kind"), v.matches())
}

func (v *Visit) matches() []market.MatchID {
	out := make([]market.MatchID, len(v.Refs))
	for i, r := range v.Refs {
		out[i] = market.MatchID(r.String())
	}
	return out
}

func conflictPage(v *Visit) error { return v.showConflict(nil) }

func (v *Visit) showConflict(shown map[int]*archive.Shown) error {
	c, err := v.conflict()
	if err != nil {
		return err
	}
	return v.Show("conflict", conflictView{c, v.ID(), shown, v.Level() <= market.LevelTownship})
}

// showSide shows who one side is, once, and writes down that it did.
func showSide(v *Visit) error {
	c, err := v.conflict()
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(v.PathValue("side"))
	if err != nil || n < 0 || n >= len(c.Sides) {
		return market.Refuse("not_found")
	}
	s, err := v.Archive().Reveal(v.Context(), "worker", string(c.Sides[n].Worker), v.Form("words"))
	if err != nil {
		return err
	}
	return v.showConflict(map[int]*archive.Shown{n: &s})
}

// settle notes what was decided. keep is the match that stands, or both.
func settle(v *Visit) error {
	keep := v.matches()
	if choice := v.Form("keep"); choice != "both" {
		keep = []market.MatchID{market.MatchID(choice)}
	}
	err := v.Archive().Decide(v.Context(), v.PathValue("kind"), v.matches(), keep, v.Form("words"))
	if err != nil {
		return err
	}
	return v.Go(conflictsPath, "settled")
}

func quarantinePage(v *Visit) error {
	rows, err := v.Archive().Quarantine(v.Context(), v.Reach)
	if err != nil {
		return err
	}
	return v.Show("quarantine", quarantineView{rows, v.Level() <= market.LevelCounty})
}

// quarantineView is what stations sent and nobody could use.
type quarantineView struct {
	Rows []archive.OddFact
	May  bool
}

// pass notes that somebody looked at a fact; the path names it by journal and seq, like a thing.
func pass(v *Visit) error {
	if err := v.Archive().Pass(v.Context(), v.Refs[0].Origin, uint64(v.Refs[0].N)); err != nil {
		return err
	}
	return v.Go(quarantinePath, "passed")
}

// reveal shows on a page of its own who stands behind something, once, and writes down that it did.
func reveal(kind, back string) func(*Visit) error {
	return func(v *Visit) error {
		s, err := v.Archive().Reveal(v.Context(), kind, v.ID(), v.Form("words"))
		if err != nil {
			return err
		}
		return v.show(http.StatusOK, "shown", shownView{s, strings.ReplaceAll(back, "{id}", v.ID())})
	}
}

// shownView is somebody in full, and the way back.
type shownView struct {
	archive.Shown
	Back string
}
