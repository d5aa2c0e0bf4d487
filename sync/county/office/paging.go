package office

import (
	"net/url"
	"strconv"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// perPage is how many rows a page of a long list has.
const perPage = 50

// paging is which page of a list is shown. Its links keep the filters that the address has.
type paging struct {
	Page int // from 1
	Last bool
	keep url.Values
}

// paging reads ?page=; the first where it says none that can be.
func (v *Visit) paging() paging {
	p := paging{Page: 1, Last: true, keep: v.URL.Query()}
	p.keep.Del("said")
	if n, err := strconv.Atoi(v.Query("page")); err == nil && n > 1 && n < 10_000 {
		p.Page = n
	}
	return p
}

// skip is how many rows stand before the page.
func (p *paging) skip() int { return (p.Page - 1) * perPage }

// cut takes the rows of a page from perPage+1 that were asked for: the one too many says that there are more.
func cut[T any](p *paging, rows []T) []T {
	if p.Last = len(rows) <= perPage; !p.Last {
		rows = rows[:perPage]
	}
	return rows
}

// More says whether there is another page.
func (p paging) More() bool { return p.Page > 1 || !p.Last }

// To is the link to the page that is by pages further.
func (p paging) To(by int) string {
	p.keep.Set("page", strconv.Itoa(p.Page+by))
	return "?" + p.keep.Encode()
}

// Narrow is what an office asks for within what it sees: ?area=CODE of a county or township below it.
type Narrow struct {
	Reach archive.Reach
	Area  market.AreaCode // that was chosen; "" for all
	Areas []market.Area   // to be chosen from
	Keep  []Kept          // other filters of the address, for the form
}

// Kept is a filter that a form hands on.
type Kept struct{ Name, Value string }

// Narrow reads ?area=; what lies outside the reach is not heard. keep names the filters that its form hands on.
func (v *Visit) Narrow(keep ...string) Narrow {
	n := Narrow{Reach: v.Reach}
	if v.Reach.Station == 0 {
		switch own, _ := v.office.areas.Get(v.Area); own.Level {
		case market.LevelCity:
			n.Areas = v.office.areas.Counties()
		case market.LevelCounty:
			n.Areas = v.office.areas.Townships(own.Code)
		}
	}
	for _, a := range n.Areas {
		if string(a.Code) == v.Query("area") {
			n.Area, n.Reach.Area = a.Code, a.Code
		}
	}
	for _, name := range keep {
		if value := v.Query(name); value != "" {
			n.Keep = append(n.Keep, Kept{name, value})
		}
	}
	return n
}
