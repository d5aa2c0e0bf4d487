package board

import (
	"slices"
	"strings"
	"unique"

	"yizhan/sync/market"
)

// A text that is searched for is cut at blanks, and every part has to be in a posting: in its
// title, in a word for its trade, or in the name of its township or village. People write without
// blanks, so what is found nowhere as a whole is tried in two parts (辛集摘葡萄), and at last by
// the words of trades that stand in it (砌墙师傅). Letters are the first letters of pinyin (zpt).

// reading is one way to understand a text: every word of it has to meet a row.
type reading []*word

func (l reading) meets(r *Row) bool {
	for _, w := range l {
		if !w.meets(r) {
			return false
		}
	}
	return true
}

// word is one part of a text, with the trades and areas that it names.
type word struct {
	text    string
	letters bool // first letters of pinyin
	trades  map[unique.Handle[market.TradeID]]bool
	areas   map[unique.Handle[market.AreaCode]]bool
}

func (w *word) meets(r *Row) bool {
	return w.trades[r.trade] || w.areas[r.area] || w.in(r.title)
}

func (w *word) in(s string) bool {
	if w.letters {
		return initials().contain(s, w.text)
	}
	return strings.Contains(s, w.text)
}

// words gives the readings of a text, the best first; none for an empty text.
func (b *Board) words(text string) []reading {
	parts := strings.Fields(strings.ToLower(text))
	if len(parts) == 0 {
		return nil
	}
	var whole reading
	for _, p := range parts {
		whole = append(whole, b.word(p))
	}
	out := []reading{whole}
	if len(parts) > 1 || whole[0].letters {
		return out
	}
	runes := []rune(parts[0])
	for cut := 2; cut+2 <= len(runes); cut++ {
		out = append(out, reading{b.word(string(runes[:cut])), b.word(string(runes[cut:]))})
	}
	if trades := b.tradesIn(parts[0]); len(trades) > 0 {
		out = append(out, reading{{text: parts[0], trades: trades}})
	}
	return out
}

// word looks up which trades and areas a part of a text names.
func (b *Board) word(text string) *word {
	w := &word{
		text: text, letters: !strings.ContainsFunc(text, func(r rune) bool { return r < 'a' || r > 'z' }),
		trades: map[unique.Handle[market.TradeID]]bool{}, areas: map[unique.Handle[market.AreaCode]]bool{},
	}
	for _, t := range b.Trades.All() {
		if slices.ContainsFunc(wordsOf(t), w.in) {
			w.trades[unique.Make(t.ID)] = true
		}
	}
	for _, p := range b.places {
		if w.in(p.name) {
			w.areas[p.code] = true
		}
	}
	return w
}

// place is an area by the names that people look for it by.
type place struct {
	code unique.Handle[market.AreaCode]
	name string // 鲁山县辛集乡史庄
}

func placesOf(areas *market.Areas) []place {
	var out []place
	add := func(a market.Area) { out = append(out, place{unique.Make(a.Code), areas.PlaceWithCounty(a.Code)}) }
	for _, c := range areas.Counties() {
		add(c)
		for _, t := range areas.Townships(c.Code) {
			add(t)
			for _, v := range areas.Villages(t.Code) {
				add(v)
			}
		}
	}
	return out
}

// wordsOf are the words for a trade.
func wordsOf(t market.Trade) []string { return append([]string{t.Name}, t.Aliases...) }

// tradesIn are the trades of which a word of two characters or more stands in the text.
func (b *Board) tradesIn(text string) map[unique.Handle[market.TradeID]]bool {
	out := map[unique.Handle[market.TradeID]]bool{}
	for _, t := range b.Trades.All() {
		for _, w := range append(wordsOf(t), t.Short) {
			if len([]rune(w)) > 1 && strings.Contains(text, w) {
				out[unique.Make(t.ID)] = true
			}
		}
	}
	return out
}
