// Command imagegen makes the data images of kiosk/ime from licensed packages and from our own
// lists: assets/ime/pinyin.image (words with their costs) and assets/ime/hand.image (strokes of
// characters).
//
//	apt-get install rime-data-pinyin-simp && go generate ./kiosk/ime
//
// Begin at run. The packages are fetched by their ordinary clients (npm pack, go mod download) in
// the versions named in fetch.go into a folder that is kept (-cache); nothing else needs a network.
// The same inputs give the same bytes.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	cache := flag.String("cache", filepath.Join(os.TempDir(), "yizhan-ime-packages"), "folder that keeps the fetched packages")
	root := flag.String("root", "../..", "root of the repository")
	only := flag.String("only", "", "make only this image: pinyin or hand")
	flag.Parse()
	if err := run(*cache, *root, *only); err != nil {
		log.Fatal(err)
	}
}

func run(cache, root, only string) error {
	if only != "hand" {
		if err := makePinyin(cache, root); err != nil {
			return fmt.Errorf("make pinyin image: %w", err)
		}
	}
	if only != "pinyin" {
		if err := makeHand(cache, root); err != nil {
			return fmt.Errorf("make stroke image: %w", err)
		}
	}
	return nil
}

// makePinyin gathers all words and writes the lexicon.
func makePinyin(cache, root string) error {
	src, err := openSources(cache, root)
	if err != nil {
		return err
	}
	words, err := readDictionaries(src)
	if err != nil {
		return err
	}
	follows, err := readFollows(src.tags)
	if err != nil {
		return err
	}
	m := newMaker(follows, words)
	for _, step := range []func(*maker, sources) error{
		addDictionary, addPlaces, addNames, addFirms, addTrades, addCorpus,
	} {
		if err := step(m, src); err != nil {
			return err
		}
	}
	lex, err := m.build.Build()
	if err != nil {
		return err
	}
	file := filepath.Join(root, "assets/ime/pinyin.image")
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := lex.Write(f); err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	log.Printf("%s: %d words, %d bytes", file, lex.Len(), info.Size())
	return f.Close()
}
