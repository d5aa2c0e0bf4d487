package office_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"yizhan/assets"
	"yizhan/sync/county"
	"yizhan/sync/county/figures"
	"yizhan/sync/county/office"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
)

// walked is a page with everything of its address filled in.
type walked struct {
	office.Page        // zero but for the route, of one that anybody may open
	open        bool   // anybody may open it
	method      string // GET or POST
	path        string
}

// named is what pages are asked for: a thing of each kind, by the beginning of the address.
type named struct {
	station uint16
	area    market.AreaCode
	things  map[string]string // "/office/complaints/" → "12-1-77"
}

// walk fills in the addresses of every page of the county: those of the offices with the rooms, and those of
// the public. A new page is walked without anybody's doing: one about a station gets the station, about an
// area the area, about a thing the thing of the longest beginning, or else that of "/".
func walk(s *county.Server, n named, rooms ...office.Room) (out []walked) {
	pages := office.Pages()
	for _, r := range rooms {
		pages = append(pages, r.Pages...)
	}
	all := make([]walked, 0, len(pages))
	for _, p := range pages {
		all = append(all, walked{Page: p})
	}
	for _, pattern := range s.Open() {
		all = append(all, walked{Page: office.Page{Route: pattern}, open: true})
	}
	for _, w := range all {
		var ok bool
		if w.method, w.path, ok = strings.Cut(w.Route, " "); !ok {
			w.method, w.path = http.MethodGet, w.Route
		}
		w.path = strings.NewReplacer("{id}", n.of(w.Page, w.path), "{kind}", "double_place", "{side}", "0", "{number}", n.things["/J/"], "{$}", "").Replace(w.path)
		out = append(out, w)
	}
	return out
}

func (n named) of(p office.Page, path string) string {
	switch p.Of {
	case office.AStation:
		return strconv.Itoa(int(n.station))
	case office.AnArea:
		return string(n.area)
	}
	best := "/"
	for begin := range n.things {
		if strings.HasPrefix(path, begin) && len(begin) > len(best) {
			best = begin
		}
	}
	return n.things[best]
}

// only gives the pages of a method, each address once.
func only(method string, all []walked) []walked {
	return slices.CompactFunc(slices.DeleteFunc(slices.Clone(all), func(w walked) bool { return w.method != method }),
		func(a, b walked) bool { return a.path == b.path })
}

// room is the pages of the figures.
func room(r *report.Report) office.Room { return figures.Room(r, assets.Chinese) }
