package wording

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// pattern is a regular expression that is only tried where it can begin. Rules are long lists of
// words, and the engine would follow all of them from every character of a text; the first
// characters of a list are few.
type pattern struct {
	re     *regexp.Regexp
	begins []rune         // ranges, from and to in turn, sorted; nil: anywhere
	here   *regexp.Regexp // re at the beginning of a text; nil when begins is
}

func compile(expr string) pattern {
	p := pattern{re: regexp.MustCompile(expr)}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return p
	}
	if begins, ok := firstOf(tree.Simplify()); ok && begins != nil {
		p.begins, p.here = joined(begins), regexp.MustCompile(`^(?:`+expr+`)`)
	}
	return p
}

// each calls do with the bytes of every match until do gives false; matches do not overlap.
func (p pattern) each(s string, do func(at, end int) bool) {
	if p.begins == nil {
		for _, m := range p.re.FindAllStringIndex(s, -1) {
			if !do(m[0], m[1]) {
				return
			}
		}
		return
	}
	for at := 0; at < len(s); {
		r, size := utf8.DecodeRuneInString(s[at:])
		if p.canBegin(r) {
			if m := p.here.FindStringIndex(s[at:]); m != nil && m[1] > 0 {
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
	if p.begins == nil {
		return true
	}
	for _, r := range s {
		if p.canBegin(r) {
			return true
		}
	}
	return false
}

func (p pattern) canBegin(r rune) bool {
	lo, hi := 0, len(p.begins)/2
	for lo < hi {
		switch mid := (lo + hi) / 2; {
		case r < p.begins[2*mid]:
			hi = mid
		case r > p.begins[2*mid+1]:
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
