package command_test

import (
	"fmt"
	"strings"
	"testing"
)

// A posting that must not be published is refused on every way in, says why, and is not there.
func TestBlockedPostingIsNotPublished(t *testing.T) {
	d := station(t)
	blocked := strings.Replace(postingLine, `"title":"卸车"`, `"title":"卸车，交八十块押金领工具"`, 1)
	inNotes := strings.TrimSuffix(postingLine, "}") + `,"notes":"身 份 证 压在我这儿"}`
	got := exec(t, d, 1, employerLine, blocked, inNotes, postingLine,
		`{"do":"posting.revise","posting":"12-1-2","notes":"干满一月退押金"}`, `{"do":"posting.list"}`)
	for i, want := range map[int]string{1: "worker_fee", 2: "id_hold", 4: "worker_fee"} {
		if got[i]["ok"] != false || got[i].code() != "blocked" || !strings.Contains(fmt.Sprint(got[i]["blocks"]), "code:"+want+" text:") {
			t.Errorf("line %d: %v", i, got[i])
		}
	}
	if l := fmt.Sprint(got[5]["postings"]); strings.Count(l, "posting:") != 1 || !strings.Contains(l, "title:卸车]") {
		t.Errorf("postings: %s", l)
	}
}

// Warnings are told with the posting; they do not keep it back.
func TestWarningsAreTold(t *testing.T) {
	d := station(t)
	line := strings.Replace(postingLine, `"title":"卸车"`, `"title":"卸车，五十五岁以上不要"`, 1)
	if got := exec(t, d, 1, employerLine, line)[1]; got["ok"] != true || !strings.Contains(fmt.Sprint(got["warnings"]), "code:age text:写了年龄上限") {
		t.Errorf("%v", got)
	}
}

// screen and parse need no enrolled station.
func TestScreenAndParse(t *testing.T) {
	d := station(t)
	for line, want := range map[string]string{
		`{"do":"screen","text":"只用咱县的人，修渠230一天，十天一结"}`: `map[blocks:[] found:[map[code:region text:写了只要哪里人。要写明理由，没有理由就去掉。 words:只用咱县的人]] ok:true warnings:[region]]`,
		`{"do":"screen","text":""}`: `map[blocks:[] found:[] ok:true warnings:[]]`,
		`{"do":"screen","text":5}`:  `bad_value`,
		`{"do":"parse","text":"明天早上7点到下午6点砌墙四人270张店乡","now":"2026-11-22T16:20"}`:                `map[draft:map[area:张店乡 area_code:410423211 end:2026-11-23T18:00 headcount:4 pay:270 start:2026-11-23T07:00 title:砌墙 trade:mason unit:day] ok:true]`,
		`{"do":"parse","text":"","now":"2026-11-22T16:20"}`:                                     `map[draft:map[] ok:true]`,
		`{"do":"parse","text":"明天","now":"tomorrow"}`:                                           `bad_time`,
		`{"do":"parse","text":"卸车不管饭，15块5一小时，俩人","now":"2026-11-22T16:20"}`:                     `map[draft:map[headcount:2 meals:false pay:15.5 title:卸车 trade:loader unit:hour] ok:true]`,
		`{"do":"parse","text":"` + strings.Repeat("一百二十", 3000) + `","now":"2026-11-22T16:20"}`: `map[draft:map[`,
		`{"do":"screen","text":"` + strings.Repeat("押 金", 3000) + `"}`:                          `map[blocks:[worker_fee]`,
		`{"do":"parse","text":"\u0000\ud83d\udcb0明天","now":"2026-11-22T16:20","more":1}`:        `unknown_field`,
		`{"do":"parse","text":"💰150一天 ①②③","now":"2026-11-22T16:20"}`:                           `map[draft:map[`,
		`{"do":"parse","text":"幺八九零零零零零幺零二找两人卸树苗","now":"2026-11-22T16:20"}`:                    `map[draft:map[headcount:2 phone:18900000102 title:`,
		`{"do":"screen","text":"招人，不收押金，不扣身份证，180一天日结","extra":{}}`:                             `unknown_field`,
		`{"do":"screen","text":"不交押金不让上班，180一天日结"}`:                                             `map[blocks:[worker_fee] found:[map[code:worker_fee text:不能向干活的人收钱（押金、服装费、体检费、介绍费都不行）。 words:押金]] ok:true warnings:[]]`,
		`{"do":"screen","text":"老板出押金，介绍费厂里付，180一天日结"}`:                                         `map[blocks:[] found:[] ok:true warnings:[]]`,
	} {
		got := exec(t, d, 1, line)[0]
		if shown := fmt.Sprint(got); got.code() != want && !strings.HasPrefix(shown, want) {
			t.Errorf("%.120s\n gives %.300s\n  want %s", line, shown, want)
		}
	}
}
