package voice

import (
	"fmt"

	"yizhan/sync/market"
)

// Number reads a number below a hundred million as people say it: 128 is 一百二十八, 12 is 十二, 2000
// is 两千, 105 is 一百零五. Its pieces are n-0 to n-9, n-two (两), n-10, n-100, n-1000 and n-10000.
func Number(n int) []Piece {
	switch {
	case n < 0 || n >= 100_000_000:
		return nil
	case n == 0:
		return []Piece{digit(0)}
	case n >= 10_000:
		high := append(below10000(n/10_000, true), "n-10000")
		if n%10_000 == 0 {
			return high
		}
		if n%10_000 < 1000 {
			high = append(high, digit(0))
		}
		return append(high, below10000(n%10_000, false)...)
	}
	return below10000(n, true)
}

// below10000 reads 1 to 9999; first says that nothing is read before it, so that 12 is 十二.
func below10000(n int, first bool) []Piece {
	var out []Piece
	zero := false
	for _, unit := range []int{1000, 100, 10, 1} {
		d := n / unit % 10
		switch {
		case d == 0:
			zero = len(out) > 0
			continue
		case zero:
			out = append(out, digit(0))
			zero = false
		}
		switch {
		case unit == 10 && d == 1 && len(out) == 0 && first:
		case d == 2 && (unit >= 1000 || unit == 100 && len(out) == 0 || unit == 1 && n == 2 && !first):
			out = append(out, "n-two")
		default:
			out = append(out, digit(d))
		}
		if unit > 1 {
			out = append(out, Piece(fmt.Sprintf("n-%d", unit)))
		}
	}
	return out
}

// Digits reads a number digit by digit, as phone and ticket numbers are read.
func Digits(number string) []Piece {
	var out []Piece
	for _, r := range number {
		if r >= '0' && r <= '9' {
			out = append(out, digit(int(r-'0')))
		}
	}
	return out
}

// Pay reads an amount with what it is for: 一百五十 · 元一天. Parts of a yuan are 点 and their digits.
func Pay(f market.Fen, u market.PayUnit) []Piece {
	out := Number(int(f / 100))
	if rest := int(f % 100); rest > 0 {
		out = append(out, "n-dot", digit(rest/10))
		if rest%10 > 0 {
			out = append(out, digit(rest%10))
		}
	}
	return append(out, Unit(u))
}

func digit(d int) Piece { return Piece(fmt.Sprintf("n-%d", d)) }
