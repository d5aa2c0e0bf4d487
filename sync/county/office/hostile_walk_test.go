package office_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yizhan/sync/county/archive"
	"yizhan/sync/county/office"
	"yizhan/sync/market"
)

// raw sends a body as it is, with a proof where one is given.
func (b *browser) raw(method, path, kind, body string) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.url+path, strings.NewReader(body))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", kind)
	return b.do(r)
}

const aForm = "application/x-www-form-urlencoded"

// Every page of an office asks who it is, from where, with which proof, of what size and level; whatever
// else stands in its address is refused, and nothing makes the server fail.
func TestEveryPageRefusesWhatIsNotRight(t *testing.T) {
	c := newCounties(t)
	m := c.stations[0]
	b, stranger, low := c.as("shi", city), c.browser(), c.as("cun", village)
	proof := proofField.FindStringSubmatch(b.get("/office/password").body)[1]
	lowProof := proofField.FindStringSubmatch(low.get("/office/password").body)[1]
	ids := []string{"0", "-1", "99999", "999999999999999999999", "..%2f..%2fcounty.db", "%00", "%27%3B+DROP+TABLE+fact", "%3Cscript%3E", "1-1-1~1-1-1~1-1-1", strings.Repeat("1-1-1~", 40) + "1-1-1", "410499999999"}
	for _, p := range walk(c.server, m.names, room(c.report)) {
		if p.open {
			if p.method == http.MethodPost {
				if a := stranger.raw(p.method, p.path, aForm, "words="+strings.Repeat("x", 10<<20)); a.status < 400 {
					t.Errorf("%s takes 10 MB: %d", p.Route, a.status)
				}
				if a := stranger.raw(p.method, p.path, "application/json", `{"phone":1}`); a.status < 400 && !strings.HasPrefix(p.path, "/J/") {
					t.Errorf("%s takes what is no form: %d", p.Route, a.status)
				}
			}
		} else {
			if a := stranger.raw(p.method, p.path, aForm, ""); a.to != "/office/in" {
				t.Errorf("%s answers a stranger: %d to %q", p.Route, a.status, a.to)
			}
			if p.method == http.MethodPost {
				for what, a := range map[string]answer{
					"no proof":        b.raw(p.method, p.path, aForm, "words=x"),
					"another's proof": b.raw(p.method, p.path, aForm, "words=x&proof="+lowProof),
				} {
					if a.status != http.StatusForbidden {
						t.Errorf("%s with %s: %d", p.Route, what, a.status)
					}
				}
				b.header.Set("Sec-Fetch-Site", "cross-site")
				if a := b.raw(p.method, p.path, aForm, "words=x&proof="+proof); a.status != http.StatusForbidden {
					t.Errorf("%s from another site: %d", p.Route, a.status)
				}
				b.header.Del("Sec-Fetch-Site")
				if a := b.raw(p.method, p.path, aForm, "proof="+proof+"&words="+strings.Repeat("x", 10<<20)); a.status != http.StatusRequestEntityTooLarge {
					t.Errorf("%s takes 10 MB: %d", p.Route, a.status)
				}
				if a := b.raw(p.method, p.path, "application/json", `{"proof":"`+proof+`"}`); a.status != http.StatusBadRequest {
					t.Errorf("%s takes what is no form: %d", p.Route, a.status)
				}
			}
			if p.Least != 0 && p.Least < market.LevelVillage {
				if a := low.raw(p.method, p.path, aForm, "words=x&proof="+lowProof); a.status != http.StatusForbidden {
					t.Errorf("%s lets the lowest level in: %d", p.Route, a.status)
				}
			}
		}
		for _, id := range ids {
			if !strings.Contains(p.Route, "{id}") && !strings.Contains(p.Route, "{number}") {
				break
			}
			path := strings.NewReplacer("{id}", id, "{number}", id, "{kind}", "double_place", "{side}", "7").Replace(strings.TrimPrefix(p.Route, p.method+" "))
			a := b.raw(p.method, path, aForm, "proof="+proof+"&words=x&month=2026-10")
			if named := p.Of != office.Nothing || p.open; named && (a.status < 400 || a.status >= 500) {
				t.Errorf("%s with %s: %d", p.Route, id, a.status)
			}
		}
	}
}

var (
	forms   = regexp.MustCompile(`(?s)<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)</form>`)
	fields  = regexp.MustCompile(`(?s)<(input|textarea|select)([^>]*)>(?:\s*(?:<optgroup[^>]*>)?\s*<option[^>]*value="([^"]*)")?`)
	nameOf  = regexp.MustCompile(`name="([^"]+)"`)
	valueOf = regexp.MustCompile(`value="([^"]*)"`)
)

// fill answers every form that a browser finds on the pages with words wherever something can be written, and
// sends it. It gives how many forms and fields that were.
func (c *counties) fill(b *browser, words string) (sent, wrote int) {
	c.t.Helper()
	done := map[string]bool{"/office/out": true, "/office/password": true}
	for _, m := range c.stations {
		for _, p := range only(http.MethodGet, walk(c.server, m.names, room(c.report))) {
			for _, f := range forms.FindAllStringSubmatch(b.get(p.path).body, -1) {
				action, form := html.UnescapeString(f[1]), url.Values{}
				if done[action] {
					continue
				}
				done[action] = true
				for _, one := range fields.FindAllStringSubmatch(f[2], -1) {
					name := nameOf.FindStringSubmatch(one[2])
					if name == nil {
						continue
					}
					value := valueOf.FindStringSubmatch(one[2])
					kind := regexp.MustCompile(`type="(hidden|radio|checkbox|submit)"`).FindString(one[2])
					switch {
					case one[1] == "select":
						form.Set(name[1], html.UnescapeString(one[3]))
					case kind != "" && value != nil:
						if !form.Has(name[1]) {
							form.Set(name[1], html.UnescapeString(value[1]))
						}
					default:
						form.Set(name[1], words)
						wrote++
					}
				}
				if a := b.post(action, form); a.status >= 500 {
					c.t.Errorf("%s: %d", action, a.status)
				}
				sent++
			}
		}
	}
	return sent, wrote
}

// Markup that somebody writes into any field of any form is text on every page after.
func TestMarkupInEveryField(t *testing.T) {
	c := newCounties(t)
	b := c.as("shi", city)
	sent, wrote := c.fill(b, `<script>a</script>`)
	if sent < 25 || wrote < 40 {
		t.Errorf("only %d forms with %d fields were found", sent, wrote)
	}
	seen := 0
	for _, m := range c.stations {
		for _, p := range only(http.MethodGet, walk(c.server, m.names, room(c.report))) {
			a := b.get(p.path)
			if strings.Contains(a.body, "<script") {
				t.Errorf("%s lets markup through", p.path)
			}
			seen += strings.Count(a.body, "&lt;script&gt;")
		}
	}
	if seen < 10 {
		t.Errorf("what was written is seen %d times only", seen)
	}
}

// What somebody writes that looks like a formula is a word in every file that can be had.
func TestFormulaInEveryFile(t *testing.T) {
	c := newCounties(t)
	b := c.as("shi", city)
	c.fill(b, `=HYPERLINK("http://elsewhere.example","x")`)
	files := map[string]int{}
	for _, m := range c.stations[:1] {
		for _, p := range only(http.MethodGet, walk(c.server, m.names, room(c.report))) {
			for _, as := range []string{"", "?as=csv", "?as=xlsx"} {
				a := b.get(p.path + as)
				switch kind := a.header.Get("Content-Type"); {
				case strings.HasPrefix(kind, "text/csv"):
					files["csv"]++
					rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(a.body, "\ufeff"))).ReadAll()
					if err != nil && len(rows) == 0 {
						t.Errorf("%s: %v", p.path, err)
					}
					for _, cell := range slices.Concat(rows...) {
						if _, err := strconv.ParseFloat(cell, 64); err != nil && cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
							t.Errorf("%s: a program would calculate %q", p.path, cell)
						}
					}
				case strings.Contains(kind, "spreadsheet"):
					files["xlsx"]++
					sheets(t, p.path, a.body)
				}
			}
		}
	}
	if files["csv"] < 3 || files["xlsx"] < 4 {
		t.Errorf("files: %v", files)
	}
}

// sheets looks for formulas that hold what somebody wrote.
func sheets(t *testing.T, path, content string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader([]byte(content)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				formula, err := f.GetCellFormula(sheet, cell)
				if err != nil || strings.Contains(formula, "HYPERLINK") || strings.Contains(formula, "记") {
					t.Errorf("%s: %s of %s is the formula %q, %v", path, cell, sheet, formula, err)
				}
			}
		}
	}
}

// The log tells what went wrong and never of whom: not when people are looked at in full, hand something in,
// write nonsense, or when the database is gone.
func TestLogNamesNobody(t *testing.T) {
	c := newCounties(t)
	b := c.as("shi", city)
	name, phone := secretName+"乙", secretPhone+"99"
	all := walk(c.server, c.stations[0].names, room(c.report))
	visit := func() (failed int) {
		for _, p := range all {
			form := url.Values{
				"proof": {"x"}, "words": {name + " " + phone}, "account": {phone}, "password": {name}, "name": {name}, "called": {name}, "phone": {phone}, "number": {secretID + "0019"},
				"contact": {name}, "kind": {"individual"}, "title": {name}, "notes": {phone}, "uscc": {secretID + "0019"}, "slip": {c.stations[0].names.things["/J/"]},
				"leader_name": {name}, "leader_phone": {phone}, "month": {name}, "value": {phone}, "field": {name}, "column": {phone},
			}
			if m := proofField.FindStringSubmatch(b.quiet(http.MethodGet, "/office/password", nil).body); m != nil {
				form.Set("proof", m[1])
			}
			if p.path == "/office/out" {
				continue
			}
			if b.quiet(p.method, p.path+"?q="+url.QueryEscape(name+phone), form).status >= 500 {
				failed++
			}
		}
		return failed
	}
	if n := visit(); n > 0 {
		t.Errorf("%d pages failed", n)
	}
	if _, err := c.archive.Reveal(archive.By(t.Context(), archive.Deed{Account: "shi"}), "worker", c.stations[0].names.things["/office/people/"], "核对"); err != nil {
		t.Fatal(err)
	}
	if err := c.archive.Close(); err != nil {
		t.Fatal(err)
	}
	if n := visit(); n < 20 {
		t.Errorf("%d pages failed without a database", n)
	}
	said := c.log.String()
	if !strings.Contains(said, "office page failed") || !strings.Contains(said, "page failed") {
		t.Error("the log does not tell what failed")
	}
	for _, secret := range []string{secretName, secretPhone, secretID, url.QueryEscape(secretName), c.stations[0].names.things["/J/"][:40], "核对", "记01号"} {
		if i := strings.Index(said, secret); i >= 0 {
			t.Errorf("the log tells %s: …%s…", secret, said[max(0, i-200):min(len(said), i+100)])
		}
	}
}

// quiet is a request that may fail.
func (b *browser) quiet(method, path string, form url.Values) answer {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", aForm)
	resp, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(fmt.Errorf("%s %s: %w", method, path, err))
	}
	defer resp.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(resp.Body); err != nil {
		b.t.Fatal(err)
	}
	return answer{resp.StatusCode, resp.Header.Get("Location"), body.String(), resp.Header}
}
