package view

import (
	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/touch"
)

// buildResults draws the list of postings found, or that there is nothing.
func (v *View) buildResults(r *flow.Results) fyne.CanvasObject {
	if r.Len() == 0 {
		return v.noResults(r)
	}
	before := v.t("results.before")
	if r.What != "" {
		before = v.t("results.before_what", "what", r.What)
	}
	found := touch.NewHero(v.style, touch.Count{Before: before, N: r.Count(), After: v.t("results.after")}, 62)
	list, pages := v.cardList(r)
	return v.screen(touch.ScreenParts{
		Main:    touch.Column(v.style.Gutter(), append(v.resultsHead(r, found), touch.Grow(1, list))...),
		Actions: []fyne.CanvasObject{pages},
	})
}

// resultsHead is the title with the chips; what does not fit beside it stands behind 挑一挑.
func (v *View) resultsHead(r *flow.Results, found fyne.CanvasObject) []fyne.CanvasObject {
	sift := v.siftButton(r.Wishing(), r.Sift)
	other := v.button(touch.SmallButton, "magnify", "results.other", r.OtherTrade)
	switch {
	case v.large:
		return []fyne.CanvasObject{touch.Row(12, touch.Grow(1, found), other, sift)}
	case v.upright():
		return []fyne.CanvasObject{touch.Row(12, touch.Grow(1, found), other, sift), touch.Row(12, append(v.wishes(r), touch.Space())...)}
	}
	return []fyne.CanvasObject{touch.Row(12, append(append([]fyne.CanvasObject{touch.Grow(1, found)}, v.wishes(r)...), sift)...)}
}

// noResults says that there is nothing, and what to do instead.
func (v *View) noResults(r *flow.Results) fyne.CanvasObject {
	title, second := v.t("results.none"), v.t("results.none_second")
	if r.What != "" {
		title = v.t("results.none_what", "what", r.What)
	}
	buttons := []fyne.CanvasObject{v.button(touch.PlainButton, "magnify", "results.other", r.OtherTrade)}
	switch {
	case r.Fault != "":
		title, second = r.Fault, ""
	case r.Filling:
		title, second = v.t("find.filling"), ""
	case r.Wishing():
		second = v.t("results.none_wishing")
		buttons = append(buttons, v.button(touch.PrimaryButton, "filter", "results.no_wishes", r.NoWishes))
	default:
		buttons = append(buttons, v.button(touch.PrimaryButton, "account-check", "results.check_in", r.CheckIn))
	}
	return v.screen(touch.ScreenParts{Main: touch.Column(32,
		touch.Grow(1.2, v.quiet("white-balance-sunny", title, second)),
		touch.Centre(touch.RowFill(24, buttons...)), touch.Grow(0.5, touch.Space()))})
}

// cardList is the list of cards with its page buttons. It turns by pages and follows a finger.
func (v *View) cardList(r *flow.Results) (list, pages fyne.CanvasObject) {
	const gap = 20
	columns, most := v.cardGrid()
	all := r.Len()
	rows := (all + columns - 1) / columns
	var l *touch.List
	first, last := 0, 0
	words := v.pageWords()
	of := "results.of"
	if v.compact() {
		of = "results.of_short"
	}
	words.Of = func(int, int) string { return v.t(of, "first", first, "last", last, "all", all) }
	turn := touch.NewPages(v.style, words, v.smallest(), func(by int) { l.ScrollPage(by) })
	list = newFitting(func(size fyne.Size) fyne.CanvasObject {
		least := touch.NewPostingCard(v.style, v.posting(r.Card(0)), nil).MinSize().Height
		fit := max(1, min(most, int((size.Height+gap)/(least+gap))))
		// Whole pixels a row, so that a list that was turned by rows stands on a row.
		height := float32(int((size.Height+gap)/float32(fit))) - gap
		back := r.First
		l = touch.NewList(v.style, touch.ListOptions{
			RowHeight: height, Gap: gap, Count: rows,
			Make: func() fyne.CanvasObject { return touch.Grid(columns, 1, gap) },
			Fill: func(i int, row fyne.CanvasObject) { v.fillRow(row, r, i*columns, min((i+1)*columns, all)) },
			OnMove: func(from, to, _ int) {
				first, last = from*columns+1, min((to+1)*columns, all)
				r.First = from * columns
				turn.SetPage(place(first > 1, last < all))
			},
		})
		l.Resize(size)
		l.Drag(-float32(back/columns) * (height + gap))
		return l
	})
	return list, turn
}

// cardGrid is how many cards stand side by side, and at most below each other.
func (v *View) cardGrid() (columns, rows int) {
	switch {
	case v.upright():
		return 1, 5
	case v.wide() && !v.large:
		return 2, 3
	}
	return 1, 3
}

// fillRow shows the postings from ≤ i < to in a row of the list.
func (v *View) fillRow(row fyne.CanvasObject, r *flow.Results, from, to int) {
	box, ok := row.(*fyne.Container)
	if !ok {
		return
	}
	box.Objects = nil
	for i := from; i < min(to, r.Len()); i++ { // a list that is about to be built anew may be longer
		c := r.Card(i)
		box.Objects = append(box.Objects, touch.NewPostingCard(v.style, v.posting(c), func() { r.Open(c.ID) }))
	}
	box.Refresh()
}

// place gives a page and a number of pages with which page buttons show whether there is
// something before and after.
func place(before, after bool) (page, pages int) {
	page, pages = 1, 1
	if before {
		page, pages = 2, 2
	}
	if after {
		pages++
	}
	return page, pages
}
