package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"yizhan/kiosk/ime/hand"
)

// makeHand writes the middle lines of the strokes of GB 2312 and of the rare characters that the
// stroke package knows and extra.tsv names, in the order of how often they are written.
func makeHand(cache, root string) error {
	dir, err := npm(cache, npmStrokes)
	if err != nil {
		return err
	}
	often, err := charOften(root)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return err
	}
	var templates []hand.Template
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		r, n := utf8.DecodeRuneInString(name)
		if n != len(name) || !inGB2312(r) && often[r] == 0 {
			continue
		}
		t, err := readMedians(file, r)
		if err != nil {
			return err
		}
		templates = append(templates, t)
	}
	slices.SortFunc(templates, func(a, b hand.Template) int {
		return cmp.Or(cmp.Compare(often[b.Char], often[a.Char]), cmp.Compare(a.Char, b.Char))
	})
	file := filepath.Join(root, "assets/ime/hand.image")
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := hand.Write(f, templates); err != nil {
		return err
	}
	log.Printf("%s: %d characters", file, len(templates))
	return f.Close()
}

// charOften counts characters in the Rime dictionary and extra.tsv.
func charOften(root string) (map[rune]float64, error) {
	words, err := readSimple(debianSimple)
	if err != nil {
		return nil, err
	}
	often := map[rune]float64{}
	for word, readings := range words {
		for _, count := range readings {
			for _, r := range word {
				if inGB2312(r) {
					often[r] += count
				}
			}
		}
	}
	extra, err := readSimple(filepath.Join(root, "assets/ime/extra.tsv"))
	if err != nil {
		return nil, err
	}
	for word := range extra {
		r, _ := utf8.DecodeRuneInString(word)
		often[r]++
	}
	return often, nil
}

// readMedians reads the middle lines of one character: in a box of 1024 with y upward from −124.
func readMedians(file string, r rune) (hand.Template, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return hand.Template{}, err
	}
	var c struct {
		Medians [][][2]float64 `json:"medians"`
	}
	if err := json.Unmarshal(data, &c); err != nil {
		return hand.Template{}, fmt.Errorf("%s: %w", file, err)
	}
	t := hand.Template{Char: r}
	for _, m := range c.Medians {
		var s hand.Stroke
		for _, p := range m {
			s = append(s, hand.Point{X: max(0, p[0]) / 4, Y: max(0, 900-p[1]) / 4})
		}
		t.Strokes = append(t.Strokes, simplify(s, 1.2))
	}
	return t, nil
}

// simplify leaves out points that lie nearer to the line than the tolerance (Douglas–Peucker).
func simplify(s hand.Stroke, tolerance float64) hand.Stroke {
	if len(s) < 3 {
		return s
	}
	a, b := s[0], s[len(s)-1]
	length := math.Hypot(b.X-a.X, b.Y-a.Y)
	far, at := 0.0, 0
	for i := 1; i < len(s)-1; i++ {
		d := math.Hypot(s[i].X-a.X, s[i].Y-a.Y)
		if length > 0 {
			d = math.Abs((b.X-a.X)*(a.Y-s[i].Y)-(a.X-s[i].X)*(b.Y-a.Y)) / length
		}
		if d > far {
			far, at = d, i
		}
	}
	if far <= tolerance {
		return hand.Stroke{a, b}
	}
	left := simplify(s[:at+1], tolerance)
	return append(slices.Clone(left[:len(left)-1]), simplify(s[at:], tolerance)...)
}
