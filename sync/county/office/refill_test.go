package office

import (
	"net/url"
	"strings"
	"testing"
)

// What somebody typed stands in the form again, but no password, also where a page has one in a form of more.
func TestRefillLeavesPasswords(t *testing.T) {
	page := `<form method="post" action="/office/x"><input name="name"><input type="password" name="present"><textarea name="words"></textarea></form>`
	typed := url.Values{"name": {"张科长"}, "present": {"a pass phrase"}, "words": {"因为"}}
	again, ok := refill([]byte(page), "/office/x", typed, "name", "不对")
	if !ok {
		t.Fatal("the form did not come again")
	}
	for _, s := range []string{`value="张科长"`, "因为</textarea>", "不对", `name="present"`} {
		if !strings.Contains(string(again), s) {
			t.Errorf("it does not say %s", s)
		}
	}
	if strings.Contains(string(again), "a pass phrase") {
		t.Error("a password came back")
	}
}
