package flow

import (
	"yizhan/assets"
	"yizhan/kiosk/voice"
)

// Spoken is what a page says aloud, as pieces that may be recorded one by one: what it found, in words
// and numbers, and then what to do, which is the phrase "say." and its name. Nothing of a person is ever
// said, and no number that opens something. Pages of staff say nothing.
func Spoken(p Page) []voice.Piece {
	if p.Kind() == Staff {
		return nil
	}
	said, todo := found(p)
	if key := "say." + todo; assets.Chinese.Has(key) {
		said = append(said, voice.Phrase(key))
	}
	return said
}

// found is what a page has to tell before it says what to do, and the name of what to do.
func found(p Page) (said []voice.Piece, todo string) {
	switch p := p.(type) {
	case *Home:
		return p.found(), "home"
	case *Trades:
		if p.Wanted() > 0 {
			return say("trades.wanted_before", p.Wanted(), "trades.wanted_after"), "trades"
		}
	case *Results:
		return p.spoken()
	case *Detail:
		return p.spoken()
	case *Who:
		return nil, p.spoken()
	case *CallNumber:
		return nil, again(p.Fault, "call_number")
	case *FollowAsk:
		return nil, again(p.Fault, "follow")
	case *Done:
		return append(say("done.saved", "done.before", p.Place, "done.after"), p.Card.spoken()...), "done"
	case *Number:
		return say("number.before", p.Number, "number.after"), "number"
	case *ScanResult:
		return p.spoken()
	case *Mine:
		if p.Ticket == nil {
			return say("mine.none"), "mine_none"
		}
		return nil, "mine"
	case *Policy:
		if !p.Any() {
			return say("policy.none"), "policy_none"
		}
	case *ComplaintSum:
		return say("complaint.amount_" + string(p.What())), "complaint.sum"
	case *ComplaintStory:
		return say("complaint.kind_"+string(p.What), "complaint.state_"+string(p.State)), "complaint.story"
	case *HireDone:
		if p.Open {
			return say("hire.open"), "hire.done"
		}
		return say("hire.waits"), "hire.done"
	case *HireStory:
		return say("hire.said_" + string(p.State)), "hire.story"
	case *LastCall:
		return say("idle.title", "idle.text"), ""
	}
	return nil, p.Name()
}

// found is how much work there is.
func (h *Home) found() []voice.Piece {
	switch {
	case h.Filling:
		return say("find.filling")
	case h.Wanted == 0:
		return say("home.nothing")
	}
	return say("home.wanted_before", h.Wanted, "home.wanted_after")
}

func (r *Results) spoken() (said []voice.Piece, todo string) {
	switch {
	case r.Len() > 0:
		if len(r.trades) == 1 {
			said = append(said, voice.Trade(r.trades[0]))
		}
		return append(said, say("results.before", r.Count(), "results.after")...), "results"
	case r.Filling:
		return say("find.filling"), ""
	}
	return say("results.none"), "results_none"
}

func (d *Detail) spoken() (said []voice.Piece, todo string) {
	switch {
	case d.Fault != "":
		return nil, "fault"
	case !d.Open:
		return append(d.Card.spoken(), say("detail.closed")...), "others"
	case d.Card.Full:
		return d.Card.spoken(), "full_job"
	}
	return d.Card.spoken(), "detail"
}

// spoken names what to do for the way that is shown.
func (w *Who) spoken() string {
	switch name := w.Name(); {
	case w.Fault != "":
		return "again"
	case w.Chosen == ByID && w.NoReader:
		return "no_reader"
	case w.Chosen == ByID:
		return "lay_card"
	case w.Chosen == ByCard:
		return "hold_code"
	default:
		return name
	}
}

// again is for a number that is not taken.
func again(fault, usual string) string {
	if fault != "" {
		return "again"
	}
	return usual
}

func (r *ScanResult) spoken() (said []voice.Piece, todo string) {
	if r.posted {
		said = r.Card.spoken()
	}
	return said, map[Verdict]string{SlipGood: "scan_good", SlipPast: "scan_past", SlipUnchecked: "scan_unchecked"}[r.Verdict]
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

// spoken says a posting: what, where, the pay, how many are wanted. A slip may tell less.
func (c Card) spoken() []voice.Piece {
	var out []voice.Piece
	if c.Trade != "" {
		out = append(out, voice.Trade(c.Trade))
	}
	if c.area != "" {
		out = append(out, voice.Place(c.area))
	}
	if c.pay > 0 {
		out = append(out, voice.Pay(c.pay, c.unit)...)
	}
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
	case *Done, *Number, *WalkinDone, *ComplaintDone, *HireDone:
		return DoneMark
	case *Message:
		if p.Mood != Calm && p.name != "link" {
			return FaultMark
		}
	}
	return Unmarked
}
