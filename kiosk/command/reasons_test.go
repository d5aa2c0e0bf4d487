package command_test

import (
	"strings"
	"testing"

	"yizhan/sync/market"
)

// A reason for what is warned of is kept with the posting, one for what is not is passed over, and one
// that is too long publishes nothing.
func TestReasonsAreKept(t *testing.T) {
	d := station(t)
	open := func(reasons string) string {
		line := strings.Replace(postingLine, `"卸车"`, `"卸车，50岁以下"`, 1)
		return strings.TrimSuffix(line, "}") + `,"reasons":` + reasons + `}`
	}
	got := exec(t, d, 1, employerLine, open(`{"age":" 要爬高 ","meals":"没有的事","pay":" "}`))
	id, _ := got[1]["posting"].(string)
	l, err := d.Store().PostingReasons(t.Context(), market.PostingID(id))
	if err != nil || len(l) != 1 || l[0].Code != "age" || l[0].Words != "要爬高" {
		t.Fatalf("%v: kept %+v, %v", got[1], l, err)
	}
	before := facts(t, d)
	if r := exec(t, d, 1, open(`{"age":"`+strings.Repeat("高", market.MaxReasonWords+1)+`"}`))[0]; r["ok"] != false || r.code() != "too_long" {
		t.Errorf("too long: %v", r)
	}
	if facts(t, d) != before {
		t.Error("a refused posting left facts")
	}
}
