package flow

import "yizhan/kiosk/voice"

// Spoken is what a page says aloud, as pieces that may be recorded one by one. A page without words of
// its own here has one piece, "page-" and its name. Nothing of a person is ever said.
func Spoken(p Page) []voice.Piece {
	switch p := p.(type) {
	case *Home:
		return say("home.wanted_before", p.Wanted, "home.wanted_after", "home.find", "home.find_second", "home.check_in", "home.check_in_second")
	case *Results:
		return say("results.before", p.Count(), "results.after")
	case *Detail:
		return p.Card.spoken()
	case *Done:
		return append(say("done.saved", "done.before", p.Place, "done.after"), p.Card.spoken()...)
	case *Number:
		return say("number.before", p.Number, "number.after")
	case *LastCall:
		return say("idle.title", "idle.text")
	}
	return []voice.Piece{voice.Piece("page-" + p.Name())}
}

// say puts keys of phrases and numbers in a row.
func say(parts ...any) []voice.Piece {
	var out []voice.Piece
	for _, part := range parts {
		switch part := part.(type) {
		case string:
			out = append(out, voice.Phrase(part))
		case int:
			out = append(out, voice.Number(part)...)
		}
	}
	return out
}

// spoken says a posting: what, where, the pay, how many are wanted.
func (c Card) spoken() []voice.Piece {
	out := append([]voice.Piece{voice.Trade(c.Trade), voice.Place(c.area)}, voice.Pay(c.pay, c.unit)...)
	if c.Full {
		return append(out, voice.Phrase("card.full"))
	}
	return append(out, say("card.left_before", c.Left, "card.left_after")...)
}

// Mark is how a page that comes up is marked by a tone.
type Mark int

// The marks.
const (
	Unmarked  Mark = iota
	DoneMark       // something is saved
	FaultMark      // something cannot be
)

// MarkOf is the mark of a page.
func MarkOf(p Page) Mark {
	switch p := p.(type) {
	case *Done, *Number, *WalkinDone, *ComplaintDone:
		return DoneMark
	case *Message:
		if p.Mood != Calm && p.name != "link" {
			return FaultMark
		}
	}
	return Unmarked
}
