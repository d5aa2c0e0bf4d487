package main

import (
	"maps"
	"math"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"

	"yizhan/assets"
	"yizhan/kiosk/ime/lexicon"
)

// addCorpus learns from our own sentences: which words the market uses, and which follow which.
// The sentences are cut into words by their costs; names in braces are filled in at random, the
// same way every time.
func addCorpus(m *maker, src sources) error {
	if err := m.addOwnWords(filepath.Join(src.root, "assets/ime/own/words.txt")); err != nil {
		return err
	}
	fill := rand.New(rand.NewPCG(4, 10))
	counts := newCounts()
	err := eachLine(filepath.Join(src.root, "assets/ime/own/sentences.txt"), func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		times := 1
		if strings.Contains(line, "{") {
			times = 4
		}
		for range times {
			for _, part := range strings.FieldsFunc(fillIn(line, fill), func(r rune) bool { return !inGB2312(r) }) {
				counts.add(m.cut([]rune(part)), 1/float64(times))
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return m.learn(counts)
}

// addOwnWords adds words that the dictionaries lack; a reading may follow a tab.
func (m *maker) addOwnWords(file string) error {
	return eachLine(file, func(line string) error {
		if strings.HasPrefix(line, "#") {
			return nil
		}
		word, reading, _ := strings.Cut(line, "\t")
		cost := costOf(ownWordShare)
		for _, p := range m.at[word] {
			if p.class < lexicon.Province && p.cost <= cost {
				return nil // common enough
			}
		}
		class := classOf(m.dict.tag[word])
		if m.dict.tag[word] == "" {
			class = guess(word)
		}
		if reading != "" {
			_, err := m.add(word, strings.Fields(reading), class, cost)
			return err
		}
		_, err := m.addRead(word, class, cost)
		return err
	})
}

// ownWordShare is how often a word of the market comes, whatever the news say.
const ownWordShare = 1.5e-5

// guess tells verbs, which our own list writes as deed and thing (收麦, 贴砖), from things.
func guess(word string) lexicon.Class {
	if strings.ContainsAny(string([]rune(word)[:1]), "收割打晒种掰刨起摘拔剪疏套打浇锄施育移栽编烤剥刮刷抹贴砌绑支拆搭吊走改补清开擦洗端切配帮炒蒸烙揉装卸搬扛分理送跟押看带喂捡挤放管包找招讨") {
		return lexicon.Verb
	}
	return lexicon.Noun
}

// fillIn puts something in the place of each name in braces.
func fillIn(line string, r *rand.Rand) string {
	numbers := strings.Fields("一 两 三 四 五 六 七 八 九 十 十二 十五 二十 三十 五十 八十 一百 一百二 一百三 一百五 一百六 一百八 两百 二百二 二百五 三百 四百 五百")
	times := strings.Fields("五点 五点半 六点 六点半 七点 七点半 八点 八点半 九点 十点 十一点 十一点半 十二点 一点 两点 两点半 三点 四点 五点半 六点 七点")
	trades := assets.Trades().All()
	for _, slot := range []struct {
		name string
		of   func() string
	}{
		{"{数}", func() string { return numbers[r.IntN(len(numbers))] }},
		{"{时}", func() string { return times[r.IntN(len(times))] }},
		{"{工种}", func() string {
			name := trades[r.IntN(len(trades))].Name
			return strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("/(（", r) })[0]
		}},
	} {
		for strings.Contains(line, slot.name) {
			line = strings.Replace(line, slot.name, slot.of(), 1)
		}
	}
	for _, name := range []string{"{地点}", "{人名}", "{单位}"} {
		line = strings.ReplaceAll(line, name, "，")
	}
	return line
}

// cut divides a text into the words that cost least together.
func (m *maker) cut(runes []rune) []string {
	n := len(runes)
	cost := make([]int, n+1)
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		cost[i] = math.MaxInt / 2
		for j := max(0, i-8); j < i; j++ {
			for _, p := range m.at[string(runes[j:i])] {
				if p.class < lexicon.Province || p.class == lexicon.Trade {
					c := cost[j] + int(p.cost)
					if p.class == lexicon.Trade {
						c += 40
					}
					if c < cost[i] {
						cost[i], from[i] = c, j
					}
				}
			}
		}
		if cost[i] == math.MaxInt/2 {
			cost[i], from[i] = cost[i-1]+210, i-1
		}
	}
	var words []string
	for i := n; i > 0; i = from[i] {
		words = append(words, string(runes[from[i]:i]))
	}
	slices.Reverse(words)
	return words
}

// counts are how often words and pairs of words were seen; "" begins a line.
type counts struct {
	word  map[string]float64
	pair  map[[2]string]float64
	after map[string]map[string]bool // what followed
	total float64
}

func newCounts() *counts {
	return &counts{word: map[string]float64{}, pair: map[[2]string]float64{}, after: map[string]map[string]bool{}}
}

func (c *counts) add(words []string, times float64) {
	before := ""
	for _, w := range words {
		c.word[w] += times
		c.total += times
		c.pair[[2]string{before, w}] += times
		if c.after[before] == nil {
			c.after[before] = map[string]bool{}
		}
		c.after[before][w] = true
		before = w
	}
	c.word[""] += times
}

// How much our own sentences say beside the dictionaries, and how soon a pair is believed.
const (
	corpusShare = 0.25
	pairTrust   = 2.5
)

// learn makes words that the market uses cheaper and pairs that it uses known.
func (m *maker) learn(c *counts) error {
	for _, w := range slices.Sorted(maps.Keys(c.word)) {
		for k, p := range m.at[w] {
			if p.class >= lexicon.Province {
				continue
			}
			share := (1-corpusShare)*math.Exp(-float64(p.cost)/10) + corpusShare*c.word[w]/c.total
			if k > 0 && p.cost > m.at[w][0].cost+20 {
				continue // another reading, which the sentences do not speak of
			}
			m.at[w][k].cost = costOf(share)
			m.build.Lower(p.index, costOf(share))
		}
	}
	pairs := slices.SortedFunc(maps.Keys(c.pair), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) })
	for _, pair := range pairs {
		times := c.pair[pair]
		seen := c.word[pair[0]]
		trust := seen / (seen + pairTrust*float64(len(c.after[pair[0]])))
		for _, after := range m.usual(pair[1]) {
			share := trust*times/seen + (1-trust)*math.Exp(-float64(after.cost)/10)
			if pair[0] == "" {
				m.build.Pair(-1, after.index, costOf(share))
				continue
			}
			for _, before := range m.usual(pair[0]) {
				m.build.Pair(before.index, after.index, costOf(share))
			}
		}
	}
	return nil
}

// usual are the entries of a word that the sentences mean.
func (m *maker) usual(word string) []placed {
	var list []placed
	for _, p := range m.at[word] {
		if (p.class < lexicon.Province || p.class == lexicon.Trade) && (len(list) == 0 || p.cost <= list[0].cost+20) {
			list = append(list, p)
		}
	}
	return list
}
