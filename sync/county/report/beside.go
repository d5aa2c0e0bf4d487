package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// What a digest has beside open work: what can be learnt, and who waits for work (city plan, 任三b: 求职、招聘、
// 见习、培训).

// Course is a course or a trainee's post in a digest; fields are only ever added.
type Course struct {
	Kind  string            `json:"kind"` // training, internship
	ID    market.TrainingID `json:"id"`
	Title string            `json:"title"`
	Trade market.TradeID    `json:"trade,omitempty"`
	Place string            `json:"place"`
	From  string            `json:"from,omitempty"` // first day; none: it begins when full
	Days  int               `json:"days,omitempty"`
	Seats int               `json:"seats"`
	Left  int               `json:"left"`
	Fee   float64           `json:"fee"` // yuan
}

func (r *Report) beside(ctx context.Context, tx *sqldb.Tx, d *Digest, within market.AreaCode, today string) error {
	d.Courses = []Course{}
	err := tx.Each(ctx, `SELECT t.id, t.body, (SELECT COUNT(*) FROM wish w WHERE w.training = t.id) FROM training t
		WHERE t.withdrawn = 0 AND t.body IS NOT NULL ORDER BY t.seq`, nil, func(rows *sql.Rows) error {
		var c Course
		var raw []byte
		var wishes int
		if err := rows.Scan(&c.ID, &raw, &wishes); err != nil {
			return err
		}
		var b record.Training
		if err := record.Unmarshal(raw, &b); err != nil {
			return err
		}
		last := cmp.Or(b.Until, b.From)
		if last != "" && last < today || b.Area != "" && within != Whole && !b.Area.Covers(within) && !within.Covers(b.Area) {
			return nil
		}
		c.Kind = cmp.Or(string(b.Kind), "training")
		c.Title, c.Trade, c.Place, c.From, c.Days = line(b.Title), b.Trade, line(b.Place), b.From, b.Days
		c.Seats, c.Left, c.Fee = b.Seats, max(0, b.Seats-wishes), float64(b.Fee)/100
		d.Courses = append(d.Courses, c)
		return nil
	})
	if err != nil {
		return fmt.Errorf("list courses: %w", err)
	}
	d.Seekers, err = r.seeking(ctx, tx, within, today)
	return err
}

// courseWords is a course in a line.
func (r *Report) courseWords(c Course) string {
	kind := "content.kind_class"
	if c.Kind == string(market.Internship) {
		kind = "content.kind_internship"
	}
	when := r.words.T("digest.when_full")
	if c.From != "" {
		when = r.words.T("digest.from_day", "day", c.From)
	}
	return r.words.T("digest.course", "kind", r.words.T(kind), "title", c.Title, "when", when, "place", c.Place, "left", c.Left)
}

// besideWords are the lines of a chat group's text.
func (r *Report) besideWords(d *Digest) []string {
	var out []string
	for _, c := range d.Courses {
		if c.Left == 0 {
			continue
		}
		out = append(out, r.courseWords(c))
	}
	if len(d.Seekers) > 0 {
		var list []string
		for _, s := range d.Seekers[:min(shownSeekers, len(d.Seekers))] {
			list = append(list, s.TradeName+" "+strconv.Itoa(s.People))
		}
		out = append(out, r.words.T("digest.seekers", "list", strings.Join(list, "、")))
	}
	return out
}

// shownSeekers is how many trades stand in a chat group's text.
const shownSeekers = 8

// ItemLine is an item in the words of a poster.
type ItemLine struct{ Title, Left, Pay, Where, When string }

// Lines gives the items of a digest in words.
func (r *Report) Lines(d *Digest) []ItemLine {
	out := make([]ItemLine, len(d.Items))
	for n, i := range d.Items {
		t := i.Start.Time()
		out[n] = ItemLine{
			Title: i.Title, Left: r.words.T("placard.left", "n", i.Left), Pay: r.payWords(i), Where: i.Place,
			When: r.words.T("placard.when", "m", int(t.Month()), "d", t.Day(), "clock", i.Start.Clock()),
		}
	}
	return out
}
