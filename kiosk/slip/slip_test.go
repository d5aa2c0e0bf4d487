package slip

import (
	"crypto/ed25519"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/sync/market"
)

var stationKey = ed25519.NewKeyFromSeed([]byte("a station key for tests, 32 byte"))

const public = "https://ls.example.cn"

// grapes is the slip of DESIGN's pictures: a match, printed the evening before.
func grapes() Facts {
	return Facts{
		Posting: &market.Posting{
			ID: "12-1-431", Employer: "12-1-430", Trade: "harvest", Title: "摘葡萄", Headcount: 8,
			Pay: 130_00, Unit: "day", Settlement: "same_day", Area: "410423212206", Place: "村口葡萄园",
			Start: "2026-07-15T05:30", End: "2026-07-15T11:30", MeetTime: "05:00", MeetPlace: "市场门口",
			Meals: true, Transport: true, Insurance: "employer",
		},
		Match: "12-1-440", Contact: "史师傅",
		Station: Station{Area: "410423210000", Hotline: "0375-5050000"},
	}
}

// signed makes the slip of f, as the station does before it prints.
func signed(t testing.TB, f Facts, place int, phone, public string) Facts {
	t.Helper()
	trade, _ := assets.Trades().Get(f.Posting.Trade)
	s, err := market.NewSlip(market.SlipFacts{
		Posting: f.Posting, Revision: 1, TradeNo: max(trade.No, 1), Phone: phone,
		Signer: market.Origin{Station: 12, Epoch: 1}, Nonce: 4711,
		Issued: time.Date(2026, 7, 13, 22, 42, 0, 0, time.UTC),
		Match:  f.Match, Place: place, Public: public,
	})
	if err != nil {
		t.Fatalf("slip of %+v: %v", f.Posting, err)
	}
	number, err := s.Sign(stationKey)
	if err != nil {
		t.Fatal(err)
	}
	f.Slip, f.URL = s, market.SlipURL(public, number)
	return f
}

func lay(f Facts) Doc { return Lay(f, assets.Areas(), assets.Chinese) }
