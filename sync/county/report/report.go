// Package report is what the county's offices report: the month's and the week's form, the directory
// of markets, the list of contacts, trends and the digest, as rows that pages show and files carry.
// There is no HTML in it.
//
// Begin at Report.Month. Figures are counted by sync/tally, the same as at a station; this room adds
// which station stands in which row, who was late, what somebody corrected, and that a month is
// locked. Why it is like this stands in DESIGN.md.
package report

import (
	"context"
	"embed"
	"io/fs"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

//go:embed schema/*.sql
var schema embed.FS

// Report reads and corrects the figures of one county server, which may serve a whole city.
type Report struct {
	archive *archive.Archive
	areas   *market.Areas
	trades  *market.Trades
	words   assets.Phrases

	digests digests // what was made of facts that have not changed since
	months  months
}

// Open brings the room's tables up to date. Words are those of files and refusals in them.
func Open(ctx context.Context, a *archive.Archive, words assets.Phrases) (*Report, error) {
	own, err := fs.Sub(schema, "schema")
	if err != nil {
		panic(err) // the folder is embedded
	}
	if err := a.Migrate(ctx, "report", own); err != nil {
		return nil, err
	}
	return &Report{archive: a, areas: assets.Areas(), trades: assets.Trades(), words: words}, nil
}

func (r *Report) now() time.Time { return r.archive.Now() }

// Whole is the scope of everything that the server has.
const Whole market.AreaCode = ""

// scope checks an area that somebody asks for; unknown_area when the gazetteer has none.
func (r *Report) scope(within market.AreaCode) error {
	if within == Whole {
		return nil
	}
	if _, ok := r.areas.Get(within); !ok {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	return nil
}

// inside says whether an area lies in another; everything lies in Whole.
func inside(area, within market.AreaCode) bool {
	if within == Whole {
		return true
	}
	first, last := within.Span()
	return area >= first && area <= last
}

// longest words of what people write here, in characters.
const (
	maxWho  = 40
	maxWhy  = 200
	maxCell = 500
)

// said checks who does something, and why where that must be said.
func said(who, why string, needed bool) (string, string, error) {
	who, why = line(who), line(why)
	switch {
	case who == "":
		return "", "", &market.Error{Code: "required", Field: "by"}
	case needed && why == "":
		return "", "", market.Refuse("no_reason")
	case len([]rune(who)) > maxWho:
		return "", "", &market.Error{Code: "too_long", Field: "by"}
	case len([]rune(why)) > maxWhy:
		return "", "", &market.Error{Code: "too_long", Field: "reason"}
	}
	return who, why, nil
}

// line makes one clean line of what somebody wrote: no control characters, no blanks at the ends.
func line(s string) string {
	s = strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == '\uFFFD' {
			return ' '
		}
		return c
	}, strings.ToValidUTF8(s, " "))
	return strings.Join(strings.Fields(s), " ")
}
