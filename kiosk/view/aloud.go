package view

import (
	"yizhan/kiosk/flow"
	"yizhan/kiosk/voice"
)

// Sounds is what a station can let people hear. None of its methods waits for a sound.
type Sounds interface {
	// Press is the click of a finger that came down; Done and Fault are the tones of a page.
	Press()
	Done()
	Fault()
	// CanSay says whether there are recordings and something to play them.
	CanSay() bool
	// Say says pieces instead of what is being said. Those without a recording are left out.
	Say(pieces []voice.Piece)
	// Hush ends what is being said.
	Hush()
}

// clicked lets a press be heard.
func (v *View) clicked() {
	if v.o.Sounds != nil && !v.app.Screen().Quiet {
		v.o.Sounds.Press()
	}
}

// sound lets a page that came up be heard: said aloud where somebody asked for it, else by its tone.
func (v *View) sound(p flow.Page) {
	switch {
	case v.o.Sounds == nil:
	case v.aloud:
		v.o.Sounds.Say(flow.Spoken(p))
	case v.app.Screen().Quiet:
	case flow.MarkOf(p) == flow.DoneMark:
		v.o.Sounds.Done()
	case flow.MarkOf(p) == flow.FaultMark:
		v.o.Sounds.Fault()
	}
}

// canSay says whether 朗读 leads anywhere.
func (v *View) canSay() bool { return v.o.Sounds != nil && v.o.Sounds.CanSay() }

// toggleAloud turns 朗读 on or off.
func (v *View) toggleAloud() {
	if v.aloud {
		v.hush()
	} else {
		v.aloud = true
		v.sound(v.page)
	}
	v.rebuild()
}

// hush ends 朗读.
func (v *View) hush() {
	if v.aloud {
		v.aloud = false
		v.o.Sounds.Hush()
	}
}
