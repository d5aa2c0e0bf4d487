package board

import (
	"slices"
	"strings"

	"yizhan/sync/market"
)

// A text that is searched for is cut at blanks, and every part has to be in a posting: in its
// title, in a word for its trade, or in the name of its township or village. People write without
// blanks, so what is found nowhere as a whole is tried in two parts (辛集摘葡萄), and at last by
// the words of trades that stand in it (砌墙师傅). Letters are the first letters of pinyin (zpt).

// reading is one way to understand a text: every part of it has to meet a row.
type reading []*part

func (l reading) meets(r *Row) bool {
	for _, p := range l {
		if !p.meets(r) {
			return false
		}
	}
	return true
}

// part is one part of a text, with the trades and places that it names.
type part struct {
	text    string
	runes   runeSet // of text; 0 for letters, which any title may begin with
	letters bool    // first letters of pinyin
	trades  [256]bool
	places  []bool
}

func (p *part) meets(r *Row) bool {
	return p.trades[r.trade] || p.places[r.place] || r.runes&p.runes == p.runes && p.in(r.title)
}

func (p *part) in(s string) bool {
	if p.letters {
		return initials().contain(s, p.text)
	}
	return strings.Contains(s, p.text)
}

// readings gives the ways to understand a text, the best first; none for an empty text.
func (b *Board) readings(text string) []reading {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 {
		return nil
	}
	var whole reading
	for _, w := range words {
		whole = append(whole, b.part(w))
	}
	out := []reading{whole}
	if len(words) > 1 || whole[0].letters {
		return out
	}
	runes := []rune(words[0])
	for cut := 2; cut+2 <= len(runes); cut++ {
		out = append(out, reading{b.part(string(runes[:cut])), b.part(string(runes[cut:]))})
	}
	if p, any := b.tradesIn(words[0]); any {
		out = append(out, reading{p})
	}
	return out
}

// part looks up which trades and places a part of a text names.
func (b *Board) part(text string) *part {
	p := &part{text: text, runes: runesOf(text), places: make([]bool, len(b.places))}
	if p.letters = !strings.ContainsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' }); p.letters {
		p.runes = 0
	}
	for _, t := range b.Trades.All() {
		p.trades[t.No] = slices.ContainsFunc(wordsOf(t), p.in)
	}
	for i, at := range b.places {
		p.places[i] = p.in(at.name)
	}
	return p
}

// wordsOf are the words for a trade.
func wordsOf(t market.Trade) []string { return append([]string{t.Name}, t.Aliases...) }

// tradesIn finds the trades of which a word of two characters or more stands in the text.
func (b *Board) tradesIn(text string) (p *part, any bool) {
	p = &part{text: text, runes: runesOf(text), places: make([]bool, len(b.places))}
	for _, t := range b.Trades.All() {
		for _, w := range append(wordsOf(t), t.Short) {
			if len([]rune(w)) > 1 && strings.Contains(text, w) {
				p.trades[t.No], any = true, true
			}
		}
	}
	return p, any
}
