package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strconv"

	"yizhan/kiosk/ime/lexicon"
)

// classOf puts gse's parts of speech into our classes.
func classOf(tag string) lexicon.Class {
	switch tag {
	case "nr", "nrfg", "nrt", "ns", "nz", "nt":
		return lexicon.Proper
	case "m", "mg", "mq":
		return lexicon.Number
	case "q", "qe", "qg":
		return lexicon.Measure
	case "p":
		return lexicon.Preposition
	case "c":
		return lexicon.Conjunction
	case "i", "l", "in", "ln":
		return lexicon.Saying
	case "t", "tg":
		return lexicon.Time
	case "f", "s":
		return lexicon.Direction
	case "x", "zg", "g", "w", "":
		return lexicon.Character
	}
	switch tag[0] {
	case 'v':
		return lexicon.Verb
	case 'a', 'b', 'z':
		return lexicon.Adjective
	case 'd':
		return lexicon.Adverb
	case 'r':
		return lexicon.Pronoun
	case 'u', 'y', 'e', 'o', 'k', 'h':
		return lexicon.Particle
	}
	return lexicon.Noun
}

// readFollows learns how parts of speech follow each other from the tagger of gse (its model of
// states, a letter of a word and a tag each) and adds the market's own classes.
func readFollows(module string) (lexicon.Follows, error) {
	tags, err := readTagNames(filepath.Join(module, "hmm/pos/char_state_tab.go"))
	if err != nil {
		return lexicon.Follows{}, err
	}
	chain, err := readChain(filepath.Join(module, "hmm/pos/prob_trans.go"))
	if err != nil {
		return lexicon.Follows{}, err
	}
	classOfState := func(s int) lexicon.Class { return classOf(tags[s%100]) }
	begins := func(s int) bool { return s/100 == 1 || s/100 == 4 } // first character of a word
	ends := func(s int) bool { return s/100 == 2 || s/100 == 4 }

	states := slices.Sorted(maps.Keys(chain))
	at := map[int]float64{}
	for _, s := range states {
		at[s] = 1 / float64(len(states))
	}
	for range 200 {
		next := map[int]float64{}
		for _, s := range states {
			for _, to := range slices.Sorted(maps.Keys(chain[s])) {
				next[to] += at[s] * math.Exp(chain[s][to])
			}
		}
		at = next
	}
	var alone [lexicon.Classes]float64
	var both [lexicon.Classes][lexicon.Classes]float64
	for _, s := range states {
		if !ends(s) {
			continue
		}
		for _, to := range slices.Sorted(maps.Keys(chain[s])) {
			if begins(to) {
				p := at[s] * math.Exp(chain[s][to])
				both[classOfState(s)][classOfState(to)] += p
				alone[classOfState(to)] += p
			}
		}
	}
	total := 0.0
	for _, p := range alone {
		total += p
	}
	var f lexicon.Follows
	for a := range lexicon.Province {
		row := 0.0
		for b := range lexicon.Province {
			row += both[a][b]
		}
		for b := range lexicon.Province {
			if row == 0 || alone[b] == 0 {
				continue
			}
			ratio := math.Log((both[a][b]/row + 1e-4) / (alone[b]/total + 1e-4))
			f[a][b] = int8(math.Round(-10 * tagWeight * max(-2.5, min(2.5, ratio))))
		}
	}
	own(&f)
	return f, nil
}

// tagWeight is how much the parts of speech count beside the words themselves.
const tagWeight = 0.6

// readTagNames finds the list of tags in gse's source: a state's number modulo 100 is an index
// into it.
func readTagNames(file string) ([]string, error) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	var tags []string
	ast.Inspect(tree, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || spec.Names[0].Name != "poss" {
			return true
		}
		for _, e := range spec.Values[0].(*ast.CompositeLit).Elts {
			if tag, err := strconv.Unquote(e.(*ast.BasicLit).Value); err == nil {
				tags = append(tags, tag)
			}
		}
		return false
	})
	if len(tags) == 0 {
		return nil, fmt.Errorf("%s: no list of tags", file)
	}
	return tags, nil
}

// readChain finds the logarithms of the steps between states.
func readChain(file string) (map[int]map[int]float64, error) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		return nil, err
	}
	chain := map[int]map[int]float64{}
	ast.Inspect(tree, func(n ast.Node) bool {
		row, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		steps, ok := row.Value.(*ast.CompositeLit)
		if !ok {
			return true
		}
		from, err := strconv.Atoi(row.Key.(*ast.BasicLit).Value)
		if err != nil {
			return true
		}
		chain[from] = map[int]float64{}
		for _, e := range steps.Elts {
			kv := e.(*ast.KeyValueExpr)
			to, _ := strconv.Atoi(kv.Key.(*ast.BasicLit).Value)
			value := 0.0
			switch v := kv.Value.(type) {
			case *ast.UnaryExpr:
				value, _ = strconv.ParseFloat(v.X.(*ast.BasicLit).Value, 64)
				value = -value
			case *ast.BasicLit:
				value, _ = strconv.ParseFloat(v.Value, 64)
			}
			chain[from][to] = value
		}
		return false
	})
	if len(chain) == 0 {
		return nil, fmt.Errorf("%s: no steps", file)
	}
	return chain, nil
}
