package slip

import (
	"strings"

	"yizhan/assets"
	"yizhan/sync/market"
)

// Facts is what is known about a slip at the moment of printing.
type Facts struct {
	Slip    *market.Slip
	URL     string          // market.SlipURL of the signed slip, or as it was scanned, in any case
	Match   market.MatchID  // of a match slip; where empty, Slip.MatchID
	Posting *market.Posting // nil where the posting is not known here: then the slip's own words are used, which may be cut
	Contact string          // whom to call: 史师傅. May be empty
	Copy    int             // 0 for the first print, 1 for its first copy, …
	Station Station         // where it is printed
}

// Station is the market that prints.
type Station struct {
	Area       market.AreaCode
	Name       string // its own name, where it has one
	Event      string // what it is called while it works elsewhere, at a fair or on a truck day; then Area and Place say where
	Place      string // of the event, in words; may be empty
	Hotline    string // the market's number; may be empty
	Complaints string // where false jobs, fees and unpaid wages are reported; empty for LabourLine
}

// LabourLine is the national number of the labour and social security offices, which also take
// complaints about wages (保障农民工工资支付条例, 2020).
const LabourLine = "12333"

// Doc is a slip in words, ready to be drawn. Empty parts are left out.
type Doc struct {
	Region, Market string // 平顶山市鲁山县 · 董周乡零工市场
	Copy           string // 补打 第 1 次
	Title          string
	Number         Figure // 第 6 号; on the slip of a posting 招 8 人
	Pay            Figure // 130 元/天
	Settlement     string // 日结
	Rows           []Row
	URL            string // what the QR holds, in capitals
	Scan           string // what the QR is good for
	Ticket         Figure // 票号 3071 4268; on the slip of a posting 活号 12-1-431
	Foot           []Run  // one paragraph
	Notes          []string
}

// Figure is one large figure with the small words around it.
type Figure struct{ Before, Big, After string }

// Row is a line of the slip's body: 日期 · 2026年7月15日 星期三.
type Row struct{ Label, Text string }

// Run is a piece of a paragraph in one weight.
type Run struct {
	Text string
	Bold bool
}

// Lay puts facts into the words of a language. It decides nothing: whether there is something
// to print was settled before.
func Lay(f Facts, areas *market.Areas, words assets.Phrases) Doc {
	w := writer{f: f, areas: areas, words: words}
	d := Doc{
		Title:      w.title(),
		Pay:        w.pay(),
		Settlement: w.settlement(),
		Rows:       w.rows(),
		URL:        strings.ToUpper(f.URL),
		Foot:       w.foot(),
		Notes:      w.notes(),
	}
	d.Region, d.Market = w.market()
	if f.Copy > 0 {
		d.Copy = words.T("slip.copy", "n", f.Copy)
	}
	s := f.Slip
	if s.Match {
		d.Number = figure(words.T("slip.place"), s.Place)
		d.Scan = words.T("slip.scan_match")
		d.Ticket = figure(words.T("slip.ticket"), grouped(market.TicketNo(w.match(), s.Nonce)))
	} else {
		d.Number = figure(words.T("slip.heads"), s.Headcount)
		d.Scan = words.T("slip.scan_posting")
		d.Ticket = figure(words.T("slip.posting_no"), s.Posting)
	}
	return d
}
