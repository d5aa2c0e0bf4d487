package report

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
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

// Seeking is how many people look for work of a trade. Who looks for several counts for each.
type Seeking struct {
	Trade     market.TradeID `json:"trade"`
	TradeName string         `json:"trade_name"`
	People    int            `json:"people"`
}

// Who waits for work: somebody who checked in for it within so many days and has no place from today on.
// Fewer than minSeekers of a trade are nobody's business outside: in a village they would be a name.
const (
	seekingDays = 7
	minSeekers  = 3
)

func (r *Report) beside(ctx context.Context, tx *sqldb.Tx, d *Digest, within market.AreaCode, today string) error {
	d.Courses, d.Seekers = []Course{}, []Seeking{}
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
	return r.seeking(ctx, tx, d, within, today)
}

func (r *Report) seeking(ctx context.Context, tx *sqldb.Tx, d *Digest, within market.AreaCode, today string) error {
	first, last := market.AreaCode("000000000000"), market.AreaCode("999999999999")
	if within != Whole {
		first, last = within.Span()
	}
	since := tally.DayOf(d.At.AddDate(0, 0, 1-seekingDays).UnixMilli())
	people, alone := map[market.TradeID]map[string]bool{}, map[market.TradeID]int{}
	err := tx.Each(ctx, `SELECT COALESCE(g.keep, ''), COALESCE(s.trades, w.trades), COUNT(*) FROM
		(SELECT DISTINCT worker FROM check_in WHERE day BETWEEN ? AND ? AND purpose = 'work' AND station IN (SELECT no FROM station WHERE area BETWEEN ? AND ?)) c
		CROSS JOIN worker w ON w.id = c.worker LEFT JOIN wishes s ON s.worker = w.id LEFT JOIN merged g ON g.worker = w.id
		WHERE w.id NOT IN (SELECT m.worker FROM posting p CROSS JOIN match m ON m.posting = p.id
			WHERE p.state IN ('open', 'closed', 'withheld') AND p.last_day >= ? AND m.state <> 'cancelled') GROUP BY 1, 2`,
		[]any{since, today, string(first), string(last), today}, func(rows *sql.Rows) error {
			var who, trades string // who: of registrations that are one person; '' of n people with one each
			var n int
			if err := rows.Scan(&who, &trades, &n); err != nil {
				return err
			}
			for _, t := range strings.Fields(trades) {
				id := market.TradeID(t)
				if who == "" {
					alone[id] += n
					continue
				}
				if people[id] == nil {
					people[id] = map[string]bool{}
				}
				people[id][who] = true
			}
			return nil
		})
	if err != nil {
		return fmt.Errorf("count who waits for work: %w", err)
	}
	for id, who := range people {
		alone[id] += len(who)
	}
	for id, n := range alone {
		if n >= minSeekers {
			d.Seekers = append(d.Seekers, Seeking{id, r.trade(id), n})
		}
	}
	slices.SortFunc(d.Seekers, func(a, b Seeking) int { return cmp.Or(cmp.Compare(b.People, a.People), cmp.Compare(a.Trade, b.Trade)) })
	return nil
}

// besideWords are the lines of a chat group's text.
func (r *Report) besideWords(d *Digest) []string {
	var out []string
	for _, c := range d.Courses {
		if c.Left == 0 {
			continue
		}
		kind := "content.kind_class"
		if c.Kind == string(market.Internship) {
			kind = "content.kind_internship"
		}
		when := r.words.T("digest.when_full")
		if c.From != "" {
			when = r.words.T("digest.from_day", "day", c.From)
		}
		out = append(out, r.words.T("digest.course", "kind", r.words.T(kind), "title", c.Title, "when", when, "place", c.Place, "left", c.Left))
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
