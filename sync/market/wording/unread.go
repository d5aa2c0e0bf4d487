package wording

import (
	"reflect"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// mostUnread bounds how much of a line Unread looks at, in characters: it reads the line again for every third.
const mostUnread = 120

// Unread gives the stretches of a line that a draft holds nothing of, so that whoever typed it can see
// what was passed over: 先交50服装费. A stretch is read if the draft differs once it is taken away; single
// characters and words without a meaning of their own (要, 的, 个) are left out. Of what was said twice
// only the part that counted is read. It looks at the first mostUnread characters.
func (r *Reader) Unread(text string, now time.Time) []string {
	runes := []rune(text)
	if len(runes) > mostUnread {
		runes = runes[:mostUnread]
	}
	whole := r.Parse(string(runes), now)
	silent := func(from, to int) bool {
		without := string(runes[:from]) + " " + string(runes[to:])
		return reflect.DeepEqual(r.Parse(without, now), whole)
	}
	var out []string
	for from := 0; from < len(runes); {
		if divides(runes[from]) {
			from++
			continue
		}
		to := from
		for to < len(runes) && !divides(runes[to]) {
			to++
		}
		if silent(from, to) {
			out = worth(out, string(runes[from:to]), 2)
		} else {
			out = inside(out, runes, from, to, silent)
		}
		from = to
	}
	return out
}

// fewestInside characters are looked for beside words that were read: two are mostly what is left of one of
// them, the 县城 of 鲁山县城.
const fewestInside = 3

// inside gives the silent stretches of a part that is not silent as a whole. A stretch of so many characters holds
// every so-manieth one, so only these are asked about first: each answer is a whole reading of the line.
func inside(out []string, runes []rune, from, to int, silent func(from, to int) bool) []string {
	last := from // nothing before it is looked at again
	for i := from + fewestInside - 1; i < to; i += fewestInside {
		if inNumber(runes[from:to], i-from) || !silent(i, i+1) {
			continue
		}
		at, end := i, i+1
		for at > last && silent(at-1, at) {
			at--
		}
		for end < to && silent(end, end+1) {
			end++
		}
		// Characters that can go one by one may still be needed together: the two of a name said twice.
		if end-at >= fewestInside && silent(at, end) {
			out = worth(out, string(runes[at:end]), fewestInside)
		}
		last, i = end, end
	}
	return out
}

// inNumber says whether a character is a digit within a long number: one of a phone number says nothing alone.
func inNumber(part []rune, i int) bool {
	digit := func(j int) bool { return j >= 0 && j < len(part) && unicode.IsDigit(part[j]) }
	return digit(i) && (digit(i-1) && digit(i-2) || digit(i-1) && digit(i+1) || digit(i+1) && digit(i+2))
}

// worth adds a stretch of at least least characters that says something by itself.
func worth(out []string, words string, least int) []string {
	words = strings.Trim(labels.Replace(words), fillers)
	if utf8.RuneCountInString(words) < least {
		return out
	}
	return append(out, words)
}

// labels name what follows them.
var labels = strings.NewReplacer("联系电话", "", "电话", "", "手机", "", "工资", "", "地点", "", "时间", "", "联系", "")

// fillers say nothing by themselves, at either end of a stretch.
const fillers = "的了要招找请来个名人元块钱每一有吧呢啊嘛哈您你我俺们是在到去干活急需工号:： "

// divides says whether a sign stands between two parts of a line.
func divides(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != '-' && r != '~' }
