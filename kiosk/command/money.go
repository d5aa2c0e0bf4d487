package command

import (
	"bytes"
	"strings"

	"yizhan/sync/market"
)

// yuan is an amount as the contract writes it: a JSON number of yuan with at most two decimals.
type yuan market.Fen

// UnmarshalJSON reads the number as text, so that no amount goes through binary fractions.
func (y *yuan) UnmarshalJSON(b []byte) error {
	if bytes.Equal(b, []byte("null")) {
		return nil
	}
	fen, ok := parseYuan(string(b))
	if !ok {
		return &market.Error{Code: "bad_pay", Field: "pay"}
	}
	*y = yuan(fen)
	return nil
}

// parseYuan reads "150", "19.6" or "-3.05"; exponents, more decimals and amounts beyond
// market.MaxPay are not amounts of money.
func parseYuan(s string) (market.Fen, bool) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, part, _ := strings.Cut(digits, ".")
	if whole == "" || len(whole) > 9 || len(part) > 2 || strings.HasSuffix(digits, ".") {
		return 0, false
	}
	var fen market.Fen
	for _, c := range whole + (part + "00")[:2] {
		if c < '0' || c > '9' {
			return 0, false
		}
		fen = fen*10 + market.Fen(c-'0')
	}
	if negative {
		fen = -fen
	}
	return fen, true
}

// paid is how a match was paid: true, false, or the amount in yuan.
type paid struct {
	said   *bool
	amount market.Fen
}

// UnmarshalJSON reads any of the three.
func (p *paid) UnmarshalJSON(b []byte) error {
	yes, no := true, false
	switch string(b) {
	case "null":
		return nil
	case "true":
		p.said = &yes
		return nil
	case "false":
		p.said = &no
		return nil
	}
	fen, ok := parseYuan(string(b))
	if !ok || fen < 0 {
		return &market.Error{Code: "bad_pay", Field: "paid"}
	}
	p.said, p.amount = &yes, fen
	return nil
}
