package touch

import "fyne.io/fyne/v2"

// letterRows are the letters as on every keyboard.
var letterRows = [3]string{"qwertyuiop", "asdfghjkl", "zxcvbnm"}

// LetterOptions are the words and deeds of a letter pad.
type LetterOptions struct {
	Delete   string
	OnLetter func(letter rune)
	OnDelete func()
	// Left is the key before the last row of letters, such as 分词; nil leaves room.
	Left *KeyOptions
	// Below are the keys of a fourth row, with their shares of its width.
	Below []SharedKey
}

// SharedKey is a key and its share of a row's width.
type SharedKey struct {
	KeyOptions
	Share float32
}

// NewLetterPad is a keyboard of 26 letters with delete. It writes nothing itself:
// every key is told to the caller.
func NewLetterPad(s *Style, o LetterOptions) fyne.CanvasObject {
	height := float32(108)
	switch s.Form() {
	case Compact:
		height = targetMinimum
	case Upright:
		height = 130
	}
	letters := func(row string) []fyne.CanvasObject {
		var keys []fyne.CanvasObject
		for _, letter := range row {
			keys = append(keys, Grow(1, NewKey(s, KeyOptions{
				Word: string(letter), Size: 46, Height: height, OnTap: func() { o.OnLetter(letter) },
			})))
		}
		return keys
	}
	indent := func(keys []fyne.CanvasObject) []fyne.CanvasObject {
		side := Grow(0.4, Layers())
		return append(append([]fyne.CanvasObject{side}, keys...), Grow(0.4, Layers()))
	}
	var left fyne.CanvasObject = Layers()
	if o.Left != nil {
		left = newFunctionKey(s, *o.Left, height)
	}
	erase := newFunctionKey(s, KeyOptions{Word: o.Delete, Icon: "backspace", OnTap: o.OnDelete}, height)
	last := append([]fyne.CanvasObject{Grow(1.45, left)}, letters(letterRows[2])...)
	last = append(last, Grow(1.45, erase))
	rows := []fyne.CanvasObject{
		RowFill(targetGap, letters(letterRows[0])...),
		RowFill(targetGap, indent(letters(letterRows[1]))...),
		RowFill(targetGap, last...),
	}
	if len(o.Below) > 0 {
		var keys []fyne.CanvasObject
		for _, key := range o.Below {
			if key.Size == 0 {
				key.Size = Label
			}
			key.Height = height
			keys = append(keys, Grow(key.Share, NewKey(s, key.KeyOptions)))
		}
		rows = append(rows, RowFill(targetGap, keys...))
	}
	if s.Form() != Upright {
		return Grid(1, len(rows), targetGap, rows...)
	}
	// Upright there is more height than fingers want: the keys lie at the bottom.
	low := []fyne.CanvasObject{Space()}
	for _, row := range rows {
		low = append(low, Fixed(0, s.Target(height), row))
	}
	return Column(targetGap, low...)
}

func newFunctionKey(s *Style, o KeyOptions, height float32) fyne.CanvasObject {
	o.Function, o.Height = true, height
	o.Size = Label
	if s.Form() == Upright {
		o.Size = Body
	}
	return NewKey(s, o)
}

// Candidates is a row of what the letters may mean, as many as fit, with a key for
// the next ones. After the last page it begins again.
type Candidates struct {
	part
	style  *Style
	more   string
	onPick func(index int)
	onTurn func() // told after another page is shown; may be nil
	words  []string
	leads  bool // the first word is the one that a blank chooses
	from   int  // the first shown
	next   int  // the first of the next page
	wide   float32
}

// NewCandidates makes an empty row; more is the word of its last key, onPick is told
// the index of the word that was tapped.
func NewCandidates(s *Style, more string, onPick func(index int)) *Candidates {
	c := &Candidates{style: s, more: more, onPick: onPick}
	c.become(c, func() fyne.Size { return fyne.NewSize(1, s.Target(targetPrimary)) }, c.layout)
	return c
}

// SetWords shows other words from the first on.
func (c *Candidates) SetWords(words []string) {
	c.words, c.from = words, 0
	c.wide = 0
	c.Refresh()
}

// SetLeading shows the first word in green: it is the one that a blank chooses.
func (c *Candidates) SetLeading(leads bool) { c.leads = leads }

// Page shows the next words, after the last ones the first again.
func (c *Candidates) Page() {
	c.from = c.next
	if c.from >= len(c.words) {
		c.from = 0
	}
	c.wide = 0
	c.Refresh()
	if c.onTurn != nil {
		c.onTurn()
	}
}

// SetOnTurn sets who is told after another page is shown.
func (c *Candidates) SetOnTurn(told func()) { c.onTurn = told }

func (c *Candidates) layout(size fyne.Size) {
	if size.Width == c.wide || size.Width <= 0 {
		return
	}
	c.wide = size.Width
	more := NewKey(c.style, KeyOptions{Word: c.more, Icon: "chevron-down", Size: Label, OnTap: c.Page})
	moreWidth := max(c.style.Target(targetMinimum), more.content.MinSize().Width+44)
	keys, used := c.keysThatFit(size.Width, size.Width-moreWidth-targetGap)
	c.next = c.from + len(keys)
	c.children = nil
	room := size.Width
	if c.next < len(c.words) || c.from > 0 {
		room -= moreWidth + targetGap
		place(more, size.Width-moreWidth, 0, moreWidth, size.Height)
		c.children = append(c.children, more)
	}
	stretch := float32(0)
	if c.next < len(c.words) { // full: the keys reach up to the last one
		stretch = (room - used) / float32(len(keys))
	}
	x := float32(0)
	for _, key := range keys {
		width := min(c.widthOf(key)+stretch, room-x)
		place(key, x, 0, width, size.Height)
		c.children = append(c.children, key)
		x += width + targetGap
	}
}

// keysThatFit makes the keys from c.from on that fit into all the width, or, if
// some are left over, into the part of it beside the last key; and their width.
func (c *Candidates) keysThatFit(all, part float32) (keys []*Key, used float32) {
	if c.from > 0 {
		all = part
	}
	for i := c.from; i < len(c.words); i++ {
		key := NewKey(c.style, KeyOptions{
			Word: c.words[i], Size: CardTitle, Primary: c.leads && i == 0, OnTap: func() { c.onPick(i) },
		})
		width := c.widthOf(key)
		if i > c.from {
			width += targetGap
		}
		room := part
		if i == len(c.words)-1 {
			room = all
		}
		if used+width > room && len(keys) > 0 {
			break
		}
		keys, used = append(keys, key), used+width
	}
	return keys, used
}

func (c *Candidates) widthOf(key *Key) float32 {
	return max(c.style.Target(targetMinimum)+40, key.content.MinSize().Width+60)
}
