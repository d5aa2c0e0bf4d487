package slip

import (
	"reflect"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/sync/market"
)

func TestLay(t *testing.T) {
	d := lay(signed(t, grapes(), 6, "13800138000", public))
	want := Doc{
		Region: "平顶山市鲁山县", Market: "董周乡零工市场",
		Title: "摘葡萄", Number: Figure{"第", "6", "号"}, Pay: Figure{"", "130", "元/天"}, Settlement: "日结",
		Rows: []Row{
			{"日期", "2026年7月15日 星期三"},
			{"时间", "5:30–11:30"},
			{"上车", "5:00 市场门口"},
			{"地点", "辛集乡史庄，村口葡萄园"},
			{"找谁", "史师傅 13800138000"},
			{"另外", "管饭，接送，雇主买保险"},
		},
		URL:    d.URL,
		Scan:   "手机扫码：看活、报到、说来不了",
		Ticket: Figure{"票号", "2710 6577", ""},
		Foot: []Run{
			{"全程免费，找活不收钱。", true},
			{"谁收押金、介绍费、扣身份证，打 ", false},
			{"12333", true},
			{"。没拿到工钱，也打 ", false},
			{"12333", true},
			{" 或回市场来。", false},
		},
		Notes: []string{"市场电话 0375-5050000", "7月14日 06:42 打印", "7月15日 12:42 前有效"},
	}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("got  %+v\nwant %+v", d, want)
	}
}

func TestLayRows(t *testing.T) {
	tests := []struct {
		name string
		edit func(*Facts)
		want Row
	}{
		{"several days", func(f *Facts) { f.Posting.End = "2026-07-18T11:30" }, Row{"日期", "2026年7月15日 到 7月18日，共 4 天"}},
		{"over the year's end", func(f *Facts) { f.Posting.End = "2027-01-03T11:30" }, Row{"日期", "2026年7月15日 到 2027年1月3日，共 173 天"}},
		{"each day", func(f *Facts) { f.Posting.End = "2026-07-18T11:30" }, Row{"时间", "每天 5:30–11:30"}},
		{"exact minutes, unlike the QR", func(f *Facts) { f.Posting.Start = "2026-07-15T05:37" }, Row{"时间", "5:37–11:30"}},
		{"night shift", func(f *Facts) { f.Posting.Start, f.Posting.End = "2026-07-15T22:00", "2026-07-16T06:00" }, Row{"时间", "22:00–第二天 6:00"}},
		{"end not said", func(f *Facts) { f.Posting.End = "" }, Row{"时间", "5:30 开始"}},
		{"on foot", func(f *Facts) { f.Posting.Transport = false }, Row{"集合", "5:00 市场门口"}},
		{"no place in words", func(f *Facts) { f.Posting.Place = "" }, Row{"地点", "辛集乡史庄"}},
		{"another county", func(f *Facts) { f.Station.Area = "410402000000" }, Row{"地点", "鲁山县辛集乡史庄，村口葡萄园"}},
		{"no contact", func(f *Facts) { f.Contact = "" }, Row{"找谁", "13800138000"}},
		{"notes in one line", func(f *Facts) { f.Posting.Notes = "自带手套\n自带水杯" }, Row{"备注", "自带手套 自带水杯"}},
		{"long notes are cut", func(f *Facts) { f.Posting.Notes = strings.Repeat("远", 61) }, Row{"备注", strings.Repeat("远", 59) + "…"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := grapes()
			tt.edit(&f)
			for _, r := range lay(signed(t, f, 6, "13800138000", public)).Rows {
				if r.Label == tt.want.Label {
					if r != tt.want {
						t.Errorf("got %q, want %q", r.Text, tt.want.Text)
					}
					return
				}
			}
			t.Errorf("no row %s", tt.want.Label)
		})
	}
}

// A station that has never heard of the posting prints what the slip itself says.
func TestLayFromSlipAlone(t *testing.T) {
	f := signed(t, grapes(), 6, "0375-2978818", public)
	f.Posting, f.Contact = nil, ""
	d := lay(f)
	if d.Title != "摘葡萄" || d.Pay.Big != "130" || d.Settlement != "" {
		t.Errorf("got %+v", d)
	}
	want := []Row{
		{"日期", "2026年7月15日 星期三"},
		{"时间", "5:30–11:30"},
		{"地点", "辛集乡史庄，村口葡萄园"},
		{"找谁", "0375-2978818"},
	}
	if !reflect.DeepEqual(d.Rows, want) {
		t.Errorf("got %v", d.Rows)
	}
}

// Scanners give small letters, which would cost the QR a third of its room.
func TestLayTakesScannedURL(t *testing.T) {
	f := signed(t, grapes(), 6, "13800138000", public)
	printed := f.URL
	f.URL = strings.ToLower(f.URL)
	if got := lay(f).URL; got != printed {
		t.Errorf("got %s", got)
	}
}

func TestLayMarketName(t *testing.T) {
	tests := []struct {
		station        Station
		region, market string
	}{
		{Station{Area: "410400000000"}, "平顶山市", "零工市场"},
		{Station{Area: "410423000000"}, "平顶山市", "鲁山县零工市场"},
		{Station{Area: "410423210000"}, "平顶山市鲁山县", "董周乡零工市场"},
		{Station{Area: "410423212206"}, "平顶山市鲁山县", "辛集乡史庄零工驿站"},
		{Station{Area: "410423210000", Name: "董周大集零工点"}, "平顶山市鲁山县", "董周大集零工点"},
		{Station{Name: "赶集流动车"}, "", "赶集流动车"},
		{Station{Area: "410423210000", Event: "春风行动零工专场", Place: "乡政府广场"}, "鲁山县董周乡乡政府广场", "春风行动零工专场"},
	}
	for _, tt := range tests {
		f := grapes()
		f.Station = tt.station
		d := lay(signed(t, f, 6, "13800138000", public))
		if d.Region != tt.region || d.Market != tt.market {
			t.Errorf("%+v: got %q, %q", tt.station, d.Region, d.Market)
		}
	}
}

func TestLayHasWords(t *testing.T) {
	for _, words := range []assets.Phrases{assets.Chinese, assets.English} {
		for _, f := range variety() {
			place := 0
			if f.Match != "" {
				place = 1
			}
			d := Lay(signed(t, f, place, "13800138000", public), assets.Areas(), words)
			for _, text := range texts(d) {
				if strings.ContainsAny(text, "⟦⟧{}*") {
					t.Errorf("%s: %q lacks words", words, text)
				}
			}
		}
	}
}

// texts is every word of d.
func texts(d Doc) []string {
	out := append([]string{d.Region, d.Market, d.Copy, d.Title, d.Settlement, d.Scan}, d.Notes...)
	for _, f := range []Figure{d.Number, d.Pay, d.Ticket} {
		out = append(out, f.Before, f.Big, f.After)
	}
	for _, r := range d.Rows {
		out = append(out, r.Label, r.Text)
	}
	for _, r := range d.Foot {
		out = append(out, r.Text)
	}
	return out
}

// The match's own id counts, not the one that the signer's epoch suggests.
func TestTicketFollowsTheMatch(t *testing.T) {
	f := signed(t, grapes(), 6, "13800138000", public)
	f.Match = "12-9-440"
	if got := lay(f).Ticket.Big; got != grouped(market.TicketNo("12-9-440", f.Slip.Nonce)) {
		t.Errorf("got %s", got)
	}
}
