package wording

import (
	"regexp"
	"strings"

	"yizhan/sync/market"
)

var (
	duration = regexp.MustCompile(`(?:干|做|连干|连着|连|持续|得干|要干|活|工期|大概|大约|约|共|一共|预计|总共|得|要|用工|为期|能干|够干)(?:活|上|够|个|大概|大约|约|是|得|：| )*(` + number + `)(个?半)?(天|个?星期|周|个?礼拜|个月)`)
	daysSaid = regexp.MustCompile(`(?:^|[， ]|[^休歇假补第结][发站卖装卸搬摘收])(?:活)?(` + number + `)天(?:的?活|左右|时间|完|能完|就完|干完|工期|[， ]|$)`)
	hoursDay = regexp.MustCompile(`(` + number + `) ?个?(?:半)?(?:小时|钟头)`)
)

// readDuration finds how many days the work takes and how many hours a day.
func (m *moments) readDuration() {
	s := m.rest
	l := duration.FindStringSubmatchIndex(s)
	if l == nil {
		l = daysSaid.FindStringSubmatchIndex(s)
		if l != nil {
			if v, ok := numberOf(s[l[2]:l[3]]); ok && v.hi < 50 && v.lo >= 1 {
				m.days = int(v.hi)
				m.take(l[2], l[3]+len("天"))
			}
		}
	} else if v, ok := numberOf(s[l[2]:l[3]]); ok {
		n := v.hi
		switch unit := s[l[6]:l[7]]; {
		case unit == "天":
		case strings.Contains(unit, "月"):
			n *= 30
		default:
			n *= 7
		}
		if n >= 1 && n <= market.MaxDays {
			m.days = int(n)
			m.take(l[2], l[1])
		}
	}
	if l := hoursDay.FindStringSubmatchIndex(m.rest); l != nil {
		if v, ok := numberOf(m.rest[l[2]:l[3]]); ok && v.hi >= 2 && v.hi <= 14 && v.hi == float64(int(v.hi)) {
			m.hours = v.hi
		}
	}
}
