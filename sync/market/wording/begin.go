package wording

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode/utf8"
)

// pattern is a regular expression that is only tried where it can begin. Rules are long lists of
// words, and the engine would follow all of them from every character of a text; the first
// characters of a list are few. It is compiled when it is first asked: all of them together are 30 MB and a tenth
// of a second, which a program that screens nothing need not spend before its first picture.
type pattern struct{ compiled func() *automaton }

type automaton struct {
	re     *regexp.Regexp
	begins []rune         // ranges, from and to in turn, sorted; nil: anywhere
	here   *regexp.Regexp // re at the beginning of a text; nil when begins is
}

func compile(expr string) pattern {
	return pattern{sync.OnceValue(func() *automaton { return newAutomaton(expr) })}
}

func newAutomaton(expr string) *automaton {
	a := &automaton{re: regexp.MustCompile(expr)}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return a
	}
	if begins, ok := firstOf(tree.Simplify()); ok && begins != nil {
		a.begins, a.here = joined(begins), regexp.MustCompile(`^(?:`+expr+`)`)
	}
	return a
}

// each calls do with the bytes of every match until do gives false; matches do not overlap.
func (p pattern) each(s string, do func(at, end int) bool) {
	a := p.compiled()
	if a.begins == nil {
		for _, m := range a.re.FindAllStringIndex(s, -1) {
			if !do(m[0], m[1]) {
				return
			}
		}
		return
	}
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if a.canBegin(r) {
			if m := a.here.FindStringIndex(s[at:]); m != nil && m[1] > 0 {
				if !do(at, at+m[1]) {
					return
				}
				at += m[1]
				continue
			}
		}
		at += size
	}
}

// possible is false when nothing in s can begin a match.
func (p pattern) possible(s string) bool {
	a := p.compiled()
	if a.begins == nil {
		return true
	}
	for _, r := range s {
		if a.canBegin(r) {
			return true
		}
	}
	return false
}

func (a *automaton) canBegin(r rune) bool {
	lo, hi := 0, len(a.begins)/2
	for lo < hi {
		switch mid := (lo + hi) / 2; {
		case r < a.begins[2*mid]:
			hi = mid
		case r > a.begins[2*mid+1]:
			lo = mid + 1
		default:
			return true
		}
	}
	return false
}

// firstOf gives the ranges of characters that a match can begin with, nil when it can be empty.
// ok is false for what looks at the character before it, and for a case that is not known here.
func firstOf(re *syntax.Regexp) (ranges []rune, ok bool) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil, false
		}
		return []rune{re.Rune[0], re.Rune[0]}, true
	case syntax.OpCharClass:
		return re.Rune, true
	case syntax.OpCapture, syntax.OpPlus:
		return firstOf(re.Sub[0])
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			more, ok := firstOf(sub)
			if !ok {
				return nil, false
			}
			ranges = append(ranges, more...)
			if !canBeEmpty(sub) {
				return ranges, true
			}
		}
		return nil, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, ok := firstOf(sub)
			if !ok || canBeEmpty(sub) && more == nil {
				return nil, false
			}
			ranges = append(ranges, more...)
		}
		return ranges, true
	case syntax.OpStar, syntax.OpQuest:
		return firstOf(re.Sub[0])
	}
	return nil, false
}

func canBeEmpty(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpLiteral, syntax.OpCharClass:
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return canBeEmpty(re.Sub[0])
	case syntax.OpConcat:
		return !slices.ContainsFunc(re.Sub, func(s *syntax.Regexp) bool { return !canBeEmpty(s) })
	case syntax.OpAlternate:
		return slices.ContainsFunc(re.Sub, canBeEmpty)
	}
	return true
}

// joined sorts ranges and joins those that meet.
func joined(ranges []rune) []rune {
	pairs := slices.Collect(slices.Chunk(ranges, 2))
	slices.SortFunc(pairs, func(x, y []rune) int { return int(x[0] - y[0]) })
	var out []rune
	for _, p := range pairs {
		if n := len(out); n > 0 && p[0] <= out[n-1]+1 {
			out[n-1] = max(out[n-1], p[1])
			continue
		}
		out = append(out, p[0], p[1])
	}
	return out
}
