package wording

import (
	"reflect"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// mostUnread bounds how much of a line Unread looks at, in characters: it reads the line once for each.
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

// inside gives the silent stretches of a part that is not silent as a whole.
func inside(out []string, runes []rune, from, to int, silent func(from, to int) bool) []string {
	start := -1
	for i := from; i <= to; i++ {
		if i < to && silent(i, i+1) {
			if start < 0 {
				start = i
			}
			continue
		}
		// Characters that can go one by one may still be needed together: the two of a name said twice.
		if start >= 0 && silent(start, i) {
			out = worth(out, string(runes[start:i]), 3)
		}
		start = -1
	}
	return out
}

// worth adds a stretch of at least least characters that says something by itself. Beside words that
// were read, two characters are mostly what is left of one of them: the 县城 of 鲁山县城.
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
