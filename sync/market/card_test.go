package market

import (
	"strings"
	"testing"
)

func TestCard(t *testing.T) {
	c := NewCard(WorkerCard, [10]byte{0xff, 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc, 0xde, 0xf0})
	const text = "YZW-ZW014D2PF2DBSQQG"
	if c.Text() != text {
		t.Errorf("card is %s, want %s", c.Text(), text)
	}
	for _, scanned := range []string{text, strings.ToLower(text), text + " \r"} {
		got, err := ParseCard(scanned)
		if err != nil || got != c || got.Digest() != c.Digest() {
			t.Errorf("%q read as %+v, %v", scanned, got, err)
		}
	}
	for _, bad := range []string{
		"", "YZW", text[:19], text + "0", "YZX" + text[3:], text[4:], "YZW-ZW014D2PF2DBSQQI", "YZW-ZW014D2PF2DBSQQ码", "HTTPS://LS.EXAMPLE.CN/J/1",
	} {
		if got, err := ParseCard(bad); Code(err) != "bad_card" {
			t.Errorf("%q read as %+v, %v", bad, got, err)
		}
	}
	staff, err := ParseCard("YZS" + text[3:])
	if err != nil || staff.Kind != StaffCard || staff.Digest() == c.Digest() {
		t.Errorf("%+v, %v", staff, err)
	}
}

func TestIDCardCalled(t *testing.T) {
	for name, want := range map[string]string{"李建国": "李师傅", "欧阳 明": "欧阳师傅", "": "", "李": "李师傅"} {
		if got := (IDCard{Name: name}).Called(); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
}

func TestWishes(t *testing.T) {
	trades := testTrades(t)
	for _, c := range []struct {
		w    Wishes
		code string
	}{
		{Wishes{}, ""},
		{Wishes{Trades: []TradeID{"mason"}, Reach: "county", Free: "week", Help: true}, ""},
		{Wishes{Reach: "moon"}, "unknown_choice"},
		{Wishes{Free: "never"}, "unknown_choice"},
		{Wishes{Trades: []TradeID{"king"}}, "unknown_trade"},
		{Wishes{Trades: make([]TradeID, MaxTrades+1)}, "too_many_trades"},
	} {
		if err := c.w.Validate(trades); Code(err) != c.code {
			t.Errorf("%+v: %v, want %q", c.w, err, c.code)
		}
	}
}
