package touch

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Chip is a pill that is off or on; on is a fill and a tick.
type Chip struct {
	Press
	icon string // beside the word when off; "" for none
	img  *canvas.Raster
	word *Line
	row  *fyne.Container
}

// NewChip makes a chip that is on or off; icon may be "". The caller changes
// the state in onTap with SetSelected.
func NewChip(s *Style, icon, word string, on bool, onTap func()) *Chip {
	off := face{fill: Card, edge: Edge, ink: Ink, icon: Ink, stroke: strokeEdge, lower: strokeEdge}
	filled := face{fill: Green, edge: Green, ink: OnGreen, icon: OnGreen, stroke: strokeEdge, lower: strokeEdge}
	return newChip(s, icon, word, on, faces{normal: off, pressed: lowered(off), selected: filled, disabled: disabledFace}, onTap)
}

// SyncState is what the chip in the header says about the county.
type SyncState int

// The states: all sent, something waits, no link; for staff also: a device wants somebody.
const (
	Synced SyncState = iota
	Waiting
	Offline
	Unplugged
)

// NewSyncChip is the header's chip; a tap tells the plain story.
func NewSyncChip(s *Style, state SyncState, word string, onTap func()) *Chip {
	f := face{fill: Card, edge: Edge, ink: Ink, icon: Ink, stroke: strokeEdge, lower: strokeEdge}
	icon := [...]string{Synced: "cloud-check", Waiting: "cloud-upload", Offline: "cloud-off-outline", Unplugged: "printer-alert"}[state]
	if state == Offline || state == Unplugged {
		f = face{fill: AmberTint, edge: AmberEdge, ink: AmberInk, icon: AmberInk, stroke: strokeEdge, lower: strokeEdge}
	}
	return newChip(s, icon, word, false, facesOf(f), onTap)
}

func newChip(s *Style, icon, word string, on bool, f faces, onTap func()) *Chip {
	c := &Chip{icon: icon, img: NewIcon(s, icon, 32, Ink), word: NewText(s, word, Body, Plain, Ink)}
	c.row = Row(10, c.img, c.word)
	c.selected = on
	c.press(s, c, pressing{
		kind: "chip", label: word, faces: f, radius: 1000, onTap: onTap, repaint: c.tint,
		content: Pad(0, 22, 0, 22, Centre(c.row)),
		size: func() fyne.Size {
			height := s.Target(targetMinimum)
			return fyne.NewSize(max(height, c.content.MinSize().Width+2*strokeEdge), height)
		},
	})
	return c
}

func (c *Chip) tint(f face) {
	icon, weight := c.icon, Plain
	if c.selected {
		weight = Bold
		if icon == "" {
			icon = "check-bold"
		}
	}
	c.img.Hidden = icon == ""
	paintIcon(c.style, c.img, icon, f.icon)
	c.word.runs[0].Weight = weight
	c.word.setColour(f.ink)
	c.row.Refresh()
}

// SetWord shows another word.
func (c *Chip) SetWord(word string) {
	c.label = word
	c.word.SetText(word)
}
