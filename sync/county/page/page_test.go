package page

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"flag"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

var rewrite = flag.Bool("rewrite", false, "write the pages in testdata anew")

const marketName = "鲁山县零工市场"

func pages(words assets.Phrases) *Pages { return New(words, assets.Areas(), assets.Trades()) }

func grapes() market.Posting {
	return market.Posting{
		ID: "12-1-431", Employer: "12-1-430", Trade: "harvest", Title: "摘葡萄", Headcount: 8,
		Pay: 130_00, Unit: "day", Settlement: "same_day", Area: "410423212206", Place: "村口葡萄园",
		Start: "2026-07-15T05:30", End: "2026-07-15T11:30", MeetTime: "05:00", MeetPlace: "市场门口",
		Meals: true, Transport: true,
	}
}

// read is the slip as the county gets it: from its number alone.
func read(t *testing.T, p market.Posting, match market.MatchID, place int) *market.Slip {
	t.Helper()
	trade, _ := assets.Trades().Get(p.Trade)
	s, err := market.NewSlip(market.SlipFacts{
		Posting: &p, Revision: 1, TradeNo: trade.No, Phone: "13800138000",
		Signer: market.Origin{Station: 12, Epoch: 1}, Nonce: 4711,
		Issued: time.Date(2026, 7, 13, 22, 42, 0, 0, time.UTC),
		Match:  match, Place: place, Public: "https://ls.example.cn",
	})
	if err != nil {
		t.Fatal(err)
	}
	number, err := s.Sign(ed25519.NewKeyFromSeed([]byte("a station key for tests, 32 byte")))
	if err != nil {
		t.Fatal(err)
	}
	if s, err = market.ParseSlip(number); err != nil {
		t.Fatal(err)
	}
	return s
}

// views is the slip page in every state.
func views(t *testing.T) map[string]SlipView {
	verified := func(match market.MatchID, place int) SlipView {
		return SlipView{
			Slip: read(t, grapes(), match, place), Verdict: Verified, Market: marketName,
			Station: "董周乡零工市场", At: time.Date(2026, 7, 14, 12, 0, 0, 0, market.Zone),
		}
	}
	now := func(v SlipView, n PostingNow) SlipView {
		if n.Posting.ID == "" {
			n.Posting = grapes()
		}
		if n.Revision == 0 {
			n.Revision = 1
		}
		v.Now = &n
		return v
	}
	changed := grapes()
	changed.Pay, changed.Start, changed.Place = 150_00, "2026-07-15T06:10", "村东头冷库"
	night := verified("12-1-440", 6)
	night.Slip.Days, night.Slip.StartQ, night.Slip.EndQ = 3, 88, 120
	over := verified("12-1-440", 6)
	over.At = over.At.AddDate(0, 0, 7)
	unknown := verified("12-1-440", 6)
	unknown.Verdict = UnknownSigner
	long := verified("12-1-440", 6)
	longPosting := grapes()
	longPosting.Title, longPosting.Place = strings.Repeat("摘葡萄装筐过秤搬", 7), strings.Repeat("Wegbeschreibung", 4)
	longPosting.Pay, longPosting.Headcount = market.MaxPay, market.MaxHeadcount
	return map[string]SlipView{
		"unheard":      verified("12-1-440", 6),
		"open":         now(verified("12-1-440", 6), PostingNow{Free: 2, Match: market.Taken}),
		"posting":      now(verified("", 0), PostingNow{Free: 3}),
		"full":         now(verified("", 0), PostingNow{}),
		"closed":       now(verified("", 0), PostingNow{Closed: true, Free: 2}),
		"closed-yours": now(verified("12-1-440", 6), PostingNow{Closed: true, Free: 2}),
		"withheld":     now(verified("12-1-440", 6), PostingNow{Closed: true, Withheld: true, Free: 2}),
		"cancelled":    now(verified("12-1-440", 6), PostingNow{Free: 3, Match: market.Cancelled}),
		"changed":      now(verified("12-1-440", 6), PostingNow{Posting: changed, Revision: 2, Free: 2}),
		"night":        night,
		"over":         over,
		"unknown":      unknown,
		"long":         now(long, PostingNow{Posting: longPosting, Free: 900}),
	}
}

func TestSlipPages(t *testing.T) {
	for name, v := range views(t) {
		t.Run(name, func(t *testing.T) {
			var got bytes.Buffer
			if err := pages(assets.Chinese).Slip(&got, v); err != nil {
				t.Fatal(err)
			}
			golden(t, name, got.Bytes())
			checkLight(t, got.String())
		})
	}
}

func TestRefusedPage(t *testing.T) {
	var got bytes.Buffer
	if err := pages(assets.Chinese).Refused(&got, marketName, market.Refuse("bad_slip")); err != nil {
		t.Fatal(err)
	}
	golden(t, "refused", got.Bytes())
	checkLight(t, got.String())
}

func TestPageWithoutMarketHasAHeader(t *testing.T) {
	var got bytes.Buffer
	if err := pages(assets.Chinese).Refused(&got, "", market.Refuse("bad_slip")); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(got.String(), "<title>零工市场</title>") {
		t.Errorf("got %s", got.String())
	}
}

// Every key that a page asks for has words, in both languages.
func TestPagesHaveWords(t *testing.T) {
	for _, words := range []assets.Phrases{assets.Chinese, assets.English} {
		for name, v := range views(t) {
			var got bytes.Buffer
			if err := pages(words).Slip(&got, v); err != nil {
				t.Fatal(err)
			}
			if strings.ContainsAny(got.String(), "⟦⟧") || regexp.MustCompile(`\{[a-z0-9]+\}`).MatchString(got.String()) {
				t.Errorf("%s in %s lacks words:\n%s", name, words, got.String())
			}
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name+".html")
	if *rewrite {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is different now:\n%s", file, got)
	}
}

// checkLight holds the limits of public pages: below 50 KB with the stylesheet, and nothing
// that Headers makes browsers refuse.
func checkLight(t *testing.T, html string) {
	t.Helper()
	if n := len(html) + len(style); n > 50_000 {
		t.Errorf("page and stylesheet have %d bytes", n)
	}
	for _, refused := range []string{"<script", "style=", "onclick", "http://", "https://", "<img"} {
		if strings.Contains(html, refused) {
			t.Errorf("page has %q", refused)
		}
	}
}

func TestSlipSaysWhatItMust(t *testing.T) {
	tests := []struct {
		view      string
		says, not []string
	}{
		{"unheard", []string{"真票，已核验", "县里还没收到这个活", "摘葡萄", "辛集乡史庄", "130", "元/天", "tel:13800138000", "打给雇主", ">6<"}, []string{"还要", "停招"}},
		{"open", []string{"真票，已核验", "还要", ">2<", "日结，管饭", "5:00 市场门口"}, []string{"县里还没收到"}},
		{"posting", []string{"真票，已核验", ">3<"}, []string{"您是第", "票号"}},
		{"closed", []string{"活停招了", "别白跑"}, []string{"还要"}},
		{"closed-yours", []string{"活停招了", "您的号还在"}, []string{"别白跑"}},
		{"full", []string{"人招满了"}, []string{"还要"}},
		{"cancelled", []string{"这个号已经退了", "票号"}, []string{"真票，已核验", "您是第"}},
		{"changed", []string{"改过", "<s>130 元/天</s><br><b>150 元/天</b>", "村东头冷库", "6:10"}, nil},
		{"night", []string{"每天 22:00–第二天 6:00", "到 7月17日"}, nil},
		{"over", []string{"日子过了"}, []string{"再动身"}},
		{"unknown", []string{"查不了"}, []string{"真票", "摘葡萄", "13800138000", "tel:"}},
	}
	all := views(t)
	for _, tt := range tests {
		var got bytes.Buffer
		if err := pages(assets.Chinese).Slip(&got, all[tt.view]); err != nil {
			t.Fatal(err)
		}
		for _, word := range tt.says {
			if !strings.Contains(got.String(), word) {
				t.Errorf("%s does not say %q", tt.view, word)
			}
		}
		for _, word := range tt.not {
			if strings.Contains(got.String(), word) {
				t.Errorf("%s says %q", tt.view, word)
			}
		}
	}
}

// A slip is written by anybody who has a key; what it says is text and never markup.
func TestSlipIsEscaped(t *testing.T) {
	v := views(t)["unheard"]
	v.Slip.Title, v.Slip.Where, v.Station = `<b onclick="x">`, `<script>`, `<i>`
	var got bytes.Buffer
	if err := pages(assets.Chinese).Slip(&got, v); err != nil {
		t.Fatal(err)
	}
	for _, markup := range []string{"<b onclick", "<script", "<i>"} {
		if strings.Contains(got.String(), markup) {
			t.Errorf("page has %s", markup)
		}
	}
}

// Changes below the quarter hour, and words that the slip had to cut, are no changes.
func TestChangesIgnoreWhatSlipCannotHold(t *testing.T) {
	p := grapes()
	p.Start, p.End, p.Place = "2026-07-15T05:37", "2026-07-15T11:22", strings.Repeat("村口葡萄园", 9)
	slip := read(t, p, "", 0)
	s := speaker{assets.Chinese, assets.Areas()}
	if got := s.changes(slip, &p); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	p.Place = "别处"
	if got := s.changes(slip, &p); len(got) != 1 {
		t.Errorf("another place: got %v", got)
	}
}

func TestTally(t *testing.T) {
	tests := []struct{ headcount, free, characters, green int }{
		{8, 2, 2, 2}, {5, 5, 1, 5}, {1, 0, 1, 0}, {20, 20, 4, 20}, {21, 3, 0, 0}, {3, -1, 1, 0},
	}
	for _, tt := range tests {
		got := tally(tt.headcount, tt.free)
		green := 0
		for _, c := range got {
			for _, s := range c {
				if s.Free {
					green++
				}
			}
		}
		if len(got) != tt.characters || green != tt.green {
			t.Errorf("%d of %d free: %d characters, %d green", tt.free, tt.headcount, len(got), green)
		}
	}
}

func TestStyle(t *testing.T) {
	w := httptest.NewRecorder()
	Style(w, httptest.NewRequest("GET", styleLink, nil))
	if w.Header().Get("Content-Type") != "text/css; charset=utf-8" || w.Body.Len() != len(style) {
		t.Errorf("got %v, %d bytes", w.Header(), w.Body.Len())
	}
	if !regexp.MustCompile(`^/style\.css\?v=[0-9a-f]{8}$`).MatchString(styleLink) {
		t.Errorf("link is %s", styleLink)
	}
}

// What browsers inside other programs did not know in 2018 (Chromium 66) stands nowhere in the stylesheet; on paper
// are words and no buttons.
func TestStyleForOldBrowsers(t *testing.T) {
	for _, later := range []string{"gap:", ":has(", ":is(", ":where(", ":not(.", "min(", "max(", "clamp(", "inset", "aspect-ratio", ":focus-visible", "@layer", "@container", "dvh"} {
		if strings.Contains(string(style), later) {
			t.Errorf("the stylesheet has %s", later)
		}
	}
	_, paper, ok := strings.Cut(string(style), "@media print{")
	if !ok || !strings.Contains(paper, "form,.two,.button{display:none}") || !strings.Contains(paper, `.button[href^="tel:"]{display:block`) {
		t.Errorf("on paper: %q", paper)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.ErrUnsupported }

func TestSendErrorIsReported(t *testing.T) {
	if err := pages(assets.Chinese).Refused(brokenWriter{}, marketName, nil); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("got %v", err)
	}
}
