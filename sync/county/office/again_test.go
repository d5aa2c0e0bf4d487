package office_test

import (
	"net/http"
	"strings"
	"testing"
)

// A refused form comes again with what was typed, the reason beside the field, and the page it stands on.
func TestRefusedFormComesAgain(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("xian", lushan)
	long := strings.Repeat("长", 300)
	for name, tc := range map[string]struct {
		page, post string
		fields     []string // name, value, …
		status     int
		says       []string
	}{
		"a code for a station": {
			"/office/codes/410423106000", "/office/codes/410423106000/new",
			[]string{"name", long},
			http.StatusBadRequest,
			[]string{`value="` + long + `"`, `aria-invalid="true"`},
		},
		"a proposal without a reason": {
			"/office/review/" + s.proposal.String(), "/office/review/" + s.proposal.String() + "/return",
			[]string{"reason", "", "words", "押金要退"},
			http.StatusBadRequest,
			[]string{`value="押金要退"`, `id="wrong"`},
		},
		"a complaint's step": {
			"/office/complaints/" + s.complaint.String(), "/office/complaints/" + s.complaint.String() + "/move",
			[]string{"state", "closed", "words", long + long},
			http.StatusBadRequest,
			[]string{long + long + "</textarea>", `value="closed" required="" checked=""`},
		},
		"a list with its filters": {
			"/office/people?page=1", "/office/people/" + s.helped.String() + "/show",
			[]string{"words", ""},
			http.StatusBadRequest,
			[]string{`<details open="">`, `id="wrong"`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			page := b.get(tc.page)
			page.want(t, "the form", http.StatusOK)
			if from := strings.ReplaceAll(tc.page, "&", "&amp;"); !strings.Contains(page.body, `name="back" value="`+from+`"`) {
				t.Fatalf("the form does not say that it stands on %s", tc.page)
			}
			answer := b.send(tc.post, append(tc.fields, "back", tc.page)...)
			answer.want(t, "again", tc.status, tc.says...)
			if n := strings.Count(answer.body, `id="wrong"`); n != 1 {
				t.Errorf("%d reasons", n)
			}
			if strings.Contains(answer.body, `<script`) {
				t.Error("a script")
			}
		})
	}
}

// Only pages of this desk come again, only through the gate, and only where the form is on them.
func TestWhereRefusedFormsComeAgain(t *testing.T) {
	d := newDesk(t)
	s := d.sample()
	b := d.as("zhen", wawu)
	post := "/office/review/" + s.proposal.String() + "/return"
	for _, from := range []string{
		"", "/", "/board", "//example.invalid/office", "http://127.0.0.1:1/office", "/office/review", "/office/codes", "/office/../board", "/office/stations/" + strings.Repeat("9", 9),
	} {
		answer := b.send(post, "reason", "", "words", "押金要退", "back", from)
		answer.want(t, "from "+from, http.StatusBadRequest, "没有办成")
		if strings.Contains(answer.body, `id="wrong"`) {
			t.Errorf("from %q: the form came again", from)
		}
	}
	hostile := `"><script>alert(1)</script>`
	answer := b.send(post, "reason", hostile, "words", hostile, "back", "/office/review/"+s.proposal.String())
	answer.want(t, "hostile words", http.StatusBadRequest)
	if strings.Contains(answer.body, "<script") || !strings.Contains(answer.body, `id="wrong"`) {
		t.Error("words became a script, or the form did not come again")
	}
}

// Whoever mistypes a password has the form before them again, with the reason and without what they typed.
func TestPasswordsDoNotComeAgain(t *testing.T) {
	d := newDesk(t)
	b := d.as("xian", lushan)
	for name, tc := range map[string]struct {
		present, chosen, again string
		status                 int
		code                   string
	}{
		"the present one": {"wrong pass phrase", "another pass phrase", "another pass phrase", http.StatusForbidden, "wrong_password"},
		"the second time": {"wrong pass phrase", "another pass phrase", "other pass phrase", http.StatusBadRequest, "not_the_same"},
		"too short":       {"wrong pass phrase", "phrase", "phrase", http.StatusBadRequest, ""},
	} {
		answer := b.send("/office/password", "present", tc.present, "chosen", tc.chosen, "again", tc.again, "back", "/office/password")
		answer.want(t, name, tc.status, `role="alert"`, `action="/office/password"`, `name="present" type="password"`, `name="chosen" type="password"`, `name="again" type="password"`)
		if tc.code != "" {
			answer.want(t, name, tc.status, words(tc.code))
		}
		if strings.Contains(answer.body, "phrase") {
			t.Errorf("%s: a password came back", name)
		}
	}
}
