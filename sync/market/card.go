package market

import (
	"crypto/sha256"
	"strings"
)

// Cards that a market hands out hold a random number and nothing of the person. The text of the
// code on one is four letters for the kind and 16 signs of Crockford's base32, 80 bits, without
// the letters that scanners and people take for digits:
//
//	YZW-7K2MQ0X9HT4BNVCE   a worker's card (工卡)
//	YZS-…                  a card of staff, which says no more than that one of them stands here
//
// It is in capitals and has no sign but "-" beside letters and digits: QR codes pack it densely,
// and keyboards of every layout type it the same.

// CardKind is whose card it is.
type CardKind string

// The kinds of cards.
const (
	WorkerCard CardKind = "YZW"
	StaffCard  CardKind = "YZS"
)

// cardSigns is Crockford's base32: no I, L, O and U.
const cardSigns = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// cardLength is how many of them a card's number has.
const cardLength = 16

// Card is the code on a card.
type Card struct {
	Kind   CardKind
	number string
}

// CardDigest stands for a card in facts: whoever reads them cannot make the card. The number is
// long enough that its digest cannot be searched.
type CardDigest [16]byte

// NewCard makes a card of ten random bytes.
func NewCard(kind CardKind, random [10]byte) Card {
	var n strings.Builder
	bits, have := uint(0), 0
	for _, b := range random {
		bits, have = bits<<8|uint(b), have+8
		for have >= 5 {
			n.WriteByte(cardSigns[bits>>(have-5)&31])
			have -= 5
		}
	}
	return Card{kind, n.String()}
}

// ParseCard reads a scanned text. Scanners change the case of letters and add blanks at the end,
// so neither counts. The error is bad_card.
func ParseCard(text string) (Card, error) {
	kind, number, ok := strings.Cut(strings.ToUpper(strings.TrimSpace(text)), "-")
	c := Card{CardKind(kind), number}
	if !ok || c.Kind != WorkerCard && c.Kind != StaffCard || len(number) != cardLength ||
		strings.Trim(number, cardSigns) != "" {
		return Card{}, Refuse("bad_card")
	}
	return c, nil
}

// Text is what the code on the card holds.
func (c Card) Text() string { return string(c.Kind) + "-" + c.number }

// Digest is what is kept of the card.
func (c Card) Digest() CardDigest {
	h := sha256.Sum256([]byte("DL-CARD-1\x00" + c.Text()))
	return CardDigest(h[:])
}
