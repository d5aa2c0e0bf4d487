package report

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Digest is the work of an area that still wants people, for chat groups and other sites. It names no
// person and no phone: who wants the work comes to a market or calls its line.
type Digest struct {
	At     time.Time
	Area   market.AreaCode
	Market string
	Wanted int    // places that nobody has, of all items
	Open   int    // postings
	Items  []Item // the first of them

	Courses []Course  // courses and trainees' posts
	Seekers []Seeking // by trade, those with most people first
}

// Item is one posting in a digest. Its JSON is the feed's: fields are only ever added.
type Item struct {
	Kind      string           `json:"kind"`                 // job
	ID        market.PostingID `json:"id"`                   // 12-1-431
	Title     string           `json:"title"`                // 卸化肥
	Trade     market.TradeID   `json:"trade"`                // loader
	TradeName string           `json:"trade_name"`           // 装卸搬运工
	Heads     int              `json:"heads"`                // wanted in all
	Left      int              `json:"left"`                 // still wanted
	Pay       float64          `json:"pay"`                  // yuan
	Unit      market.PayUnit   `json:"unit"`                 // day, hour, piece, month, mu, job, jin
	Settled   string           `json:"settlement,omitempty"` // same_day, weekly, …
	Area      market.AreaCode  `json:"area"`                 // 12 digits
	Place     string           `json:"place"`                // 鲁山县辛集乡史庄
	Start     market.Minute    `json:"start"`                // 2026-11-23T07:30, local time
	End       market.Minute    `json:"end,omitempty"`
	Market    string           `json:"market"` // where it was registered

	employer string
	pay      market.Fen
}

// mostItems bounds a digest: nobody reads more in a chat group.
const mostItems = 200

// Digest lists the open work in an area that begins or goes on from today. Work that does not travel
// beyond its township or station, employers of the red list, and words that a posting must not say
// are left out.
func (r *Report) Digest(ctx context.Context, within market.AreaCode) (d *Digest, err error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	now := r.now()
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		mark, err := digestMarkOf(ctx, tx, now)
		if err != nil {
			return err
		}
		if d = r.digests.get(r.unit(within), mark, now); d != nil {
			return nil
		}
		var until market.Minute
		if d, until, err = r.digest(ctx, tx, within, now); err == nil {
			r.digests.put(r.unit(within), keptDigest{mark, until, d})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list open work: %w", err)
	}
	return d, nil
}

// digest makes one; until is the last minute in which it is right while no fact comes, "" for the whole day.
func (r *Report) digest(ctx context.Context, tx *sqldb.Tx, within market.AreaCode, now time.Time) (d *Digest, until market.Minute, err error) {
	d = &Digest{At: now, Area: r.unit(within)}
	d.Market = market.MarketName(r.areas, d.Area, "")
	today, minute := tally.DayOf(now.UnixMilli()), market.MinuteOf(now)
	if err := r.beside(ctx, tx, d, within, today); err != nil {
		return nil, "", err
	}
	err = tx.Each(ctx, `SELECT p.id, p.body, p.headcount, p.taken, p.employer, e.name,
			(SELECT name FROM station s WHERE s.no = p.station ORDER BY s.epoch DESC LIMIT 1), (SELECT area FROM station s WHERE s.no = p.station ORDER BY s.epoch DESC LIMIT 1)
			FROM posting p JOIN employer e ON e.id = p.employer
			WHERE p.state = 'open' AND p.last_day >= ? AND p.taken < p.headcount AND p.share IN ('', 'county')
			AND NOT EXISTS (SELECT 1 FROM red_list r WHERE r.employer = p.employer AND r.listed = 1)
			ORDER BY p.start_at, p.id`, []any{today}, func(rows *sql.Rows) error {
		var id market.PostingID
		var body []byte
		var heads, taken int
		var employer, firm string
		var name sql.NullString
		var at market.AreaCode
		if err := rows.Scan(&id, &body, &heads, &taken, &employer, &firm, &name, &at); err != nil {
			return err
		}
		var b record.Posting
		if err := record.Unmarshal(body, &b); err != nil {
			return err
		}
		p := ledger.Posting(id, &b)
		if !inside(p.Area, within) || p.Closes != "" && p.Closes < minute ||
			len(wording.ScreenPosting(&p, 0).Blocks) > 0 {
			return nil
		}
		if p.Closes != "" && (until == "" || p.Closes < until) {
			until = p.Closes
		}
		d.Wanted += heads - taken
		if d.Open++; len(d.Items) < mostItems {
			d.Items = append(d.Items, r.item(p, heads, taken, market.MarketName(r.areas, at, name.String), firm))
		}
		return nil
	})
	slices.SortStableFunc(d.Items, func(a, b Item) int { return cmp.Compare(a.Start, b.Start) })
	return d, until, err
}

func (r *Report) item(p market.Posting, heads, taken int, at, firm string) Item {
	return Item{
		Kind: "job", ID: p.ID, Title: line(p.Title), Trade: p.Trade, TradeName: r.trade(p.Trade), Heads: heads, Left: heads - taken,
		Pay: float64(p.Pay) / 100, Unit: p.Unit, Settled: string(p.Settlement), Area: p.Area, Place: r.areas.PlaceWithCounty(p.Area),
		Start: p.Start, End: p.End, Market: at, employer: firm, pay: p.Pay,
	}
}

// payWords is 150 元/天.
func (r *Report) payWords(i Item) string {
	if i.Unit == "job" {
		return r.words.T("slip.pay_job", "n", i.pay.Yuan())
	}
	return r.words.T("slip.pay_per", "n", i.pay.Yuan(), "unit", r.words.T("unit."+string(i.Unit)))
}

// line of an item in a chat group.
func (r *Report) itemWords(i Item) string {
	t := i.Start.Time()
	return r.words.T("digest.item", "title", i.Title, "left", i.Left, "pay", r.payWords(i), "place", i.Place, "m", int(t.Month()), "d", t.Day(), "clock", i.Start.Clock())
}

// WriteText writes a digest to be pasted into a chat group.
func (r *Report) WriteText(w io.Writer, d *Digest) error {
	t := d.At.In(market.Zone)
	words := []string{r.words.T("digest.head", "market", d.Market, "m", int(t.Month()), "d", t.Day(), "wanted", d.Wanted, "n", d.Open)}
	for n, i := range d.Items {
		words = append(words, fmt.Sprintf("%d. %s", n+1, r.itemWords(i)))
	}
	words = append(words, r.besideWords(d)...)
	words = append(words, r.words.T("digest.foot", "line", market.LineLabour))
	if _, err := io.WriteString(w, strings.Join(words, "\n")+"\n"); err != nil {
		return fmt.Errorf("write digest: %w", err)
	}
	return nil
}

// WriteJSON writes the feed: {"version":1,"at":…,"area":…,"market":…,"wanted":…,"open":…,"items":[…],"courses":[…],"seekers":[…]}. With hrss the
// items have the indicator names of the HRSS (LD/T 92) instead: ACB210 number, ACB213 post, ACB240 heads,
// ACB21H and ACB21J the least and the most pay, ACB215 place, AAB004 employer where it is no person,
// AAE017 market.
func (r *Report) WriteJSON(w io.Writer, d *Digest, hrss bool) error {
	items := make([]any, len(d.Items))
	for n, i := range d.Items {
		items[n] = i
		if hrss {
			items[n] = map[string]any{
				"ACB210": i.ID, "ACB213": i.Title, "ACB240": i.Left, "ACB21H": i.Pay, "ACB21J": i.Pay, "ACB215": i.Place, "AAB004": i.employer, "AAE017": i.Market,
			}
		}
	}
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	err := e.Encode(map[string]any{
		"version": 1, "at": d.At.In(market.Zone).Format(time.RFC3339), "area": d.Area, "market": d.Market, "wanted": d.Wanted, "open": d.Open, "items": items,
		"courses": d.Courses, "seekers": d.Seekers,
	})
	if err != nil {
		return fmt.Errorf("write digest: %w", err)
	}
	return nil
}

// rss is RSS 2.0.
type rss struct {
	XMLName xml.Name `xml:"rss"`
	Version string   `xml:"version,attr"`
	Channel channel  `xml:"channel"`
}

type channel struct {
	Title       string    `xml:"title"`
	Link        string    `xml:"link"`
	Description string    `xml:"description"`
	Built       string    `xml:"lastBuildDate"`
	Items       []rssItem `xml:"item"`
}

type rssItem struct {
	Title       string  `xml:"title"`
	Description string  `xml:"description"`
	GUID        rssGUID `xml:"guid"`
}

type rssGUID struct {
	Permanent bool   `xml:"isPermaLink,attr"`
	ID        string `xml:",chardata"`
}

// WriteRSS writes a digest as RSS 2.0: courses and trainees' posts that still take people, then work. link is where the county's pages are.
func (r *Report) WriteRSS(w io.Writer, d *Digest, link string) error {
	f := rss{Version: "2.0", Channel: channel{
		Title: d.Market, Link: link, Description: r.words.T("digest.foot", "line", market.LineLabour), Built: d.At.In(market.Zone).Format(time.RFC1123Z),
	}}
	for _, c := range d.Courses {
		if c.Left > 0 {
			f.Channel.Items = append(f.Channel.Items, rssItem{Title: c.Title, Description: r.courseWords(c), GUID: rssGUID{false, fmt.Sprintf("%s:%d", c.ID, c.Left)}})
		}
	}
	for _, i := range d.Items {
		f.Channel.Items = append(f.Channel.Items, rssItem{Title: i.Title, Description: r.itemWords(i), GUID: rssGUID{false, fmt.Sprintf("%s:%d", i.ID, i.Left)}})
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return fmt.Errorf("write digest: %w", err)
	}
	if err := xml.NewEncoder(w).Encode(f); err != nil {
		return fmt.Errorf("write digest: %w", err)
	}
	return nil
}
