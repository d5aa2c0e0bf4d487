//go:build ignore

// Command generate_table writes assets/ime/pinyin.txt from the dictionary of the Debian package
// rime-data-pinyin-simp and from assets/ime/extra.tsv. One line a syllable: the syllable, a
// tab, its characters from the most to the least frequent.
//
//	apt-get install rime-data-pinyin-simp && go generate ./kiosk/ime
package main

import (
	"bufio"
	"cmp"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

type reading struct {
	char   string
	weight float64
}

func main() {
	dict := flag.String("dict", "/usr/share/rime-data/pinyin_simp.dict.yaml", "Rime dictionary")
	extra := flag.String("extra", "../../assets/ime/extra.tsv", "characters that the dictionary lacks")
	out := flag.String("o", "../../assets/ime/pinyin.txt", "table to write")
	flag.Parse()

	readings := map[string][]reading{}
	for _, file := range []string{*dict, *extra} {
		if err := collect(file, readings); err != nil {
			log.Fatal(err)
		}
	}
	var b strings.Builder
	for _, syllable := range slices.Sorted(maps.Keys(readings)) {
		list := readings[syllable]
		slices.SortFunc(list, func(x, y reading) int {
			return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.char, y.char))
		})
		b.WriteString(syllable + "\t")
		for _, r := range list {
			b.WriteString(r.char)
		}
		b.WriteString("\n")
	}
	if err := os.WriteFile(*out, []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

// collect reads lines of character, syllable, weight. Everything else in a Rime dictionary
// (head, comments, words of several characters) is passed over.
func collect(file string, readings map[string][]reading) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		parts := strings.Split(lines.Text(), "\t")
		if len(parts) != 3 || utf8.RuneCountInString(parts[0]) != 1 || strings.HasPrefix(parts[0], "#") {
			continue
		}
		weight, err := strconv.ParseFloat(parts[2], 64)
		if err != nil {
			return fmt.Errorf("%s: weight of %s: %w", file, parts[0], err)
		}
		same := func(r reading) bool { return r.char == parts[0] }
		if slices.ContainsFunc(readings[parts[1]], same) {
			return fmt.Errorf("%s: %s %s stands there already", file, parts[0], parts[1])
		}
		readings[parts[1]] = append(readings[parts[1]], reading{parts[0], weight})
	}
	return lines.Err()
}
