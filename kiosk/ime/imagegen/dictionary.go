package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// dictionary is what the packages say about words: how they are read, how often they come and
// what part of speech they are.
type dictionary struct {
	share   map[string]map[string]float64 // word → reading (syllables with blanks between) → share of all words
	tag     map[string]string             // part of speech as in gse
	count   map[string]float64            // in gse's own list
	reading map[string][]string           // of words of the readings package
	chars   map[rune][]charReading        // most frequent first
}

type charReading struct {
	syllable string
	weight   float64
}

// How much each list counts: the Rime list comes from text of the web and knows what people write,
// gse's from news and novels knows more words.
const (
	weightSimple = 0.65
	weightTags   = 0.35
)

func readDictionaries(src sources) (*dictionary, error) {
	d := &dictionary{
		share: map[string]map[string]float64{}, tag: map[string]string{}, count: map[string]float64{},
		reading: map[string][]string{}, chars: map[rune][]charReading{},
	}
	simple, err := readSimple(src.simple, filepath.Join(src.root, "assets/ime/extra.tsv"))
	if err != nil {
		return nil, err
	}
	if err := d.readReadings(src.readings); err != nil {
		return nil, err
	}
	if err := d.readTags(filepath.Join(src.tags, "data/dict/zh/s_1.txt")); err != nil {
		return nil, err
	}
	d.weigh(simple)
	return d, nil
}

// readSimple reads lines of word, reading, count.
func readSimple(files ...string) (map[string]map[string]float64, error) {
	words := map[string]map[string]float64{}
	for _, file := range files {
		err := eachLine(file, func(line string) error {
			p := strings.Split(line, "\t")
			if len(p) != 3 || strings.HasPrefix(line, "#") {
				return nil
			}
			weight, err := strconv.ParseFloat(p[2], 64)
			if err != nil {
				return fmt.Errorf("weight of %s: %w", p[0], err)
			}
			if words[p[0]] == nil {
				words[p[0]] = map[string]float64{}
			}
			words[p[0]][spell(p[1])] += weight
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return words, nil
}

// readReadings reads word → [reading with tone marks, weight].
func (d *dictionary) readReadings(file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var all map[string][]any
	if err := json.Unmarshal(data, &all); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for word, v := range all {
		text, ok := v[0].(string)
		if !ok {
			return fmt.Errorf("%s: reading of %s", file, word)
		}
		reading := strings.Fields(spell(text))
		for i, s := range reading {
			if s == "r" {
				reading[i] = "er"
			}
		}
		if len(reading) == utf8.RuneCountInString(word) {
			d.reading[word] = reading
		}
	}
	return nil
}

// readTags reads lines of word, count, part of speech.
func (d *dictionary) readTags(file string) error {
	return eachLine(file, func(line string) error {
		p := strings.Fields(line)
		if len(p) < 2 {
			return nil
		}
		count, err := strconv.ParseFloat(p[1], 64)
		if err != nil {
			return fmt.Errorf("count of %s: %w", p[0], err)
		}
		d.count[p[0]] = count
		if len(p) > 2 {
			d.tag[p[0]] = p[2]
		}
		return nil
	})
}

// weigh mixes both lists into shares and orders the readings of characters.
func (d *dictionary) weigh(simple map[string]map[string]float64) {
	var all, allTags float64
	for _, readings := range simple {
		for _, c := range readings {
			all += c
		}
	}
	for _, c := range d.count {
		allTags += c
	}
	for word, readings := range simple {
		sum := 0.0
		for _, c := range readings {
			sum += c
		}
		for reading, c := range readings {
			part := 1 / float64(len(readings))
			if sum > 0 {
				part = c / sum
			}
			d.add(word, reading, weightSimple*c/all+weightTags*part*d.count[word]/allTags)
		}
		if utf8.RuneCountInString(word) == 1 {
			r, _ := utf8.DecodeRuneInString(word)
			for reading, c := range readings {
				d.chars[r] = append(d.chars[r], charReading{reading, c})
			}
			slices.SortFunc(d.chars[r], func(a, b charReading) int {
				return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.syllable, b.syllable))
			})
		}
	}
	for word, reading := range d.reading {
		if simple[word] == nil && utf8.RuneCountInString(word) > 1 && d.worth(word) {
			// What the other list lacks is rarer in daily text than its count in the news says.
			d.add(word, strings.Join(reading, " "), 0.6*weightTags*d.count[word]/allTags)
		}
	}
}

// worth says whether a word that only gse counts is common enough to stand in the way of others.
// Two characters that are somebody's name come in by the name model, not as a word.
func (d *dictionary) worth(word string) bool {
	n, count := utf8.RuneCountInString(word), d.count[word]
	person := strings.HasPrefix(d.tag[word], "nr")
	switch {
	case n == 2 && person:
		return count >= 100
	case n == 2:
		return count >= 5
	case n == 3 && person:
		return count >= 12
	case n > 6:
		return false
	}
	return count >= 3
}

func (d *dictionary) add(word, reading string, share float64) {
	for _, r := range word {
		if len([]rune(word)) > 1 && !inGB2312(r) {
			return
		}
	}
	if d.share[word] == nil {
		d.share[word] = map[string]float64{}
	}
	d.share[word][reading] += share
}

// words lists all words in a fixed order.
func (d *dictionary) words() []string { return slices.Sorted(maps.Keys(d.share)) }

// spell writes readings as a keyboard does: without tones, ü as v, but "lue" and "nue".
func spell(reading string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(reading)) {
		switch {
		case r == '\u0308': // the dots of ü, after its u
			s := b.String()
			b.Reset()
			b.WriteString(s[:len(s)-1] + "v")
		case r < utf8.RuneSelf:
			b.WriteRune(r)
		}
	}
	return spelling.Replace(b.String())
}

var spelling = strings.NewReplacer("lve", "lue", "nve", "nue")

// inGB2312 is the everyday set: two bytes from A1 on in each place.
func inGB2312(r rune) bool {
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	return err == nil && len(b) == 2 && b[0] >= 0xB0 && b[0] <= 0xF7 && b[1] >= 0xA1
}

// eachLine tells every line that is not empty.
func eachLine(file string, tell func(string) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if line := strings.TrimRight(lines.Text(), "\r"); line != "" {
			if err := tell(line); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	return lines.Err()
}
