package command_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"yizhan/sync/market"
)

// The names that scripts are written against, from the first command to the last.
func TestContract(t *testing.T) {
	d := station(t)
	for _, step := range []struct{ line, want string }{
		{employerLine, `map[employer:12-1-1 ok:true]`},
		{postingLine, `map[ok:true posting:12-1-2 warnings:[map[code:settle_late `},
		{workerLine, `map[check_in:12-1-4 number:1 ok:true worker:12-1-3]`},
		{workerLine, `map[check_in:12-1-4 number:1 ok:true worker:12-1-3]`},
		{takeLine, `map[match:12-1-5 ok:true place:1 slip:HTTPS://LS.EXAMPLE.CN/J/`},
		{takeLine, `already_taken`},
		{`{"do":"match.list","posting":"12-1-2"}`, `map[matches:[map[match:12-1-5 place:1 state:taken station:12 worker:12-1-3]] ok:true]`},
		{`{"do":"posting.list"}`, `map[ok:true postings:[map[headcount:5 places_here:4 posting:12-1-2 state:open taken:1 title:卸车]]]`},
		{`{"do":"employer.list"}`, `map[employers:[map[employer:12-1-1]] ok:true]`},
		{`{"do":"check_in.list"}`, `map[check_ins:[map[check_in:12-1-4 day:2026-11-22 number:1 worker:12-1-3]] ok:true]`},
		{`{"do":"waitlist.join","posting":"12-1-2","worker":"12-1-3"}`, `already_taken`},
		{`{"do":"waitlist.join","posting":"12-1-2","worker":"12-1-99"}`, `unknown_worker`},
		{`{"do":"waitlist.leave","waitlist":"12-1-99"}`, `unknown_wait`},
		{`{"do":"match.print","match":"12-1-99"}`, `unknown_match`},
		{`{"do":"match.contact","match":"12-1-5"}`, `map[ok:true]`},
		{`{"do":"match.arrive","match":"12-1-5"}`, `map[ok:true]`},
		{`{"do":"match.finish","match":"12-1-5","paid":150.5}`, `map[ok:true]`},
		{`{"do":"match.cancel","match":"12-1-5","reason":"no_show"}`, `wrong_state`},
		{`{"do":"posting.revise","posting":"12-1-2","headcount":3,"notes":"带手套"}`, `map[ok:true]`},
		{`{"do":"posting.list"}`, `map[ok:true postings:[map[headcount:3 places_here:2 posting:12-1-2 state:open taken:1 title:卸车]]]`},
		{`{"do":"posting.close","posting":"12-1-2"}`, `map[ok:true]`},
		{`{"do":"posting.list"}`, `map[ok:true postings:[map[headcount:3 places_here:0 posting:12-1-2 state:closed taken:1 title:卸车]]]`},
		{`{"do":"status"}`, `map[epoch:1 facts:10 ok:true online:false parked:0 quarantined:0 station:12 unsent:10]`},
		{`{"do":"verify"}`, `map[facts:10 ok:true]`},
		{`{"do":"sync"}`, `offline`},
	} {
		got := exec(t, d, 1, step.line)
		if len(got) != 1 {
			t.Fatalf("%s: %d replies", step.line, len(got))
		}
		if shown := fmt.Sprint(got[0]); got[0].code() != step.want && !strings.HasPrefix(shown, step.want) {
			t.Errorf("%s\n gives %s\n  want %s", step.line, shown, step.want)
		}
	}
}

// A revision reads the fields that are given over those that stand.
func TestReviseKeepsTheRest(t *testing.T) {
	d := station(t)
	full := strings.TrimSuffix(postingLine, "}") + `,"end":"2026-11-25T17:30","closes":"2026-11-23T07:00","meet_time":"05:00","meet_place":"桥头",
		"place":"粮库","meals":true,"lodging":true,"transport":true,"insurance":"employer","agreement":true,"source":"phone","notes":"n","settlement":"same_day","share":"township"}`
	full = strings.ReplaceAll(full, "\n\t\t", "")
	if r := exec(t, d, 1, employerLine, full, `{"do":"posting.revise","posting":"12-1-2","pay":19.6,"meals":false,"title":null}`); r[2]["ok"] != true {
		t.Fatalf("%v", r)
	}
	p, err := d.Store().Posting(t.Context(), "12-1-2")
	if err != nil {
		t.Fatal(err)
	}
	want := p.Posting
	want.ID, want.Employer, want.Trade, want.Title, want.Headcount = "12-1-2", "12-1-1", "loader", "卸车", 5
	want.Pay, want.Unit, want.Area, want.Start, want.End, want.Closes = 19_60, "day", "410423000000", "2026-11-23T07:30", "2026-11-25T17:30", "2026-11-23T07:00"
	want.MeetTime, want.MeetPlace, want.Place, want.Meals, want.Lodging, want.Transport = "05:00", "桥头", "粮库", false, true, true
	want.Insurance, want.Agreement, want.Source, want.Notes, want.Settlement, want.Share = "employer", true, "phone", "n", "same_day", "township"
	if !reflect.DeepEqual(p.Posting, want) {
		t.Errorf("stands as\n%+v, want\n%+v", p.Posting, want)
	}
}

// Money is decimal: what is typed is what is kept, and what is no amount is refused.
func TestMoney(t *testing.T) {
	d := station(t)
	exec(t, d, 1, employerLine)
	for text, fen := range map[string]int64{
		"150": 150_00, "19.6": 19_60, "0.01": 1, "0.1": 10, "1000000": 1_000_000_00, "150.00": 150_00,
		"0": 0, "-1": 0, "0.001": 0, "1e3": 0, "1E400": 0, "1e999": 0, "-0": 0, "1000000.01": 0, "99999999999999999999": 0, `"150"`: 0, "true": 0, "[]": 0, "{}": 0, "null": 0,
	} {
		before := facts(t, d)
		line := strings.Replace(postingLine, `"pay":150`, `"pay":`+text, 1)
		r := exec(t, d, 1, line)[0]
		if fen == 0 {
			if r["ok"] != false || facts(t, d) != before || r.code() == "bad_json" || r.code() == "internal" {
				t.Errorf("pay %s: %v", text, r)
			}
			continue
		}
		id, _ := r["posting"].(string)
		p, err := d.Store().Posting(t.Context(), market.PostingID(id))
		if err != nil || int64(p.Pay) != fen {
			t.Errorf("pay %s is kept as %d fen (%v), want %d", text, p.Pay, err, fen)
		}
	}
}

func TestFinishPaid(t *testing.T) {
	d := station(t)
	exec(t, d, 1, employerLine, postingLine, workerLine, takeLine)
	for _, bad := range []string{"-1", "1e3", "0.001", `"yes"`, "[]", "{}", "1000000.01"} {
		if r := exec(t, d, 1, `{"do":"match.finish","match":"12-1-5","paid":`+bad+`}`)[0]; r.code() == "" || r.code() == "internal" || r.code() == "bad_json" {
			t.Errorf("paid %s: %v", bad, r)
		}
	}
	for _, good := range []string{"false"} {
		if r := exec(t, d, 1, `{"do":"match.finish","match":"12-1-5","paid":`+good+`}`)[0]; r["ok"] != true {
			t.Errorf("paid %s: %v", good, r)
		}
	}
}

// Who waits: the county decides, so nothing is said of a place here, though there is one.
func TestWaitlistLines(t *testing.T) {
	d := station(t)
	join := `{"do":"waitlist.join","posting":"12-1-2","worker":"12-1-3"}`
	for _, step := range []struct{ line, want string }{
		{employerLine, `map[employer:12-1-1 ok:true]`},
		{postingLine, `map[ok:true posting:12-1-2 warnings:[map[code:settle_late `},
		{workerLine, `map[check_in:12-1-4 number:1 ok:true worker:12-1-3]`},
		{join, `map[ok:true waitlist:12-1-5]`},
		{join, `already_waiting`},
		{`{"do":"waitlist.list"}`, `map[ok:true waiting:[map[called:false posting:12-1-2 waitlist:12-1-5 worker:12-1-3]]]`},
		{`{"do":"waitlist.list","posting":"12-1-1"}`, `map[ok:true waiting:[]]`},
		{`{"do":"waitlist.leave","waitlist":"12-1-5"}`, `map[ok:true]`},
		{`{"do":"waitlist.leave","waitlist":"12-1-5"}`, `wrong_state`},
		{join, `map[ok:true waitlist:12-1-6]`},
		{takeLine, `map[match:12-1-7 ok:true place:1 slip:HTTPS://LS.EXAMPLE.CN/J/`},
		{`{"do":"match.print","match":"12-1-7"}`, `map[ok:true place:1 slip:HTTPS://LS.EXAMPLE.CN/J/`},
		{`{"do":"waitlist.list"}`, `map[ok:true waiting:[]]`},
		{`{"do":"posting.close","posting":"12-1-2"}`, `map[ok:true]`},
		{join, `closed`},
	} {
		got := exec(t, d, 1, step.line)[0]
		if shown := fmt.Sprint(got); got.code() != step.want && !strings.HasPrefix(shown, step.want) {
			t.Errorf("%s\n gives %s\n  want %s", step.line, shown, step.want)
		}
	}
}

// Where somebody else numbers the places another headcount is pending, and shown as that.
func TestPendingHeadcount(t *testing.T) {
	d := station(t)
	exec(t, d, 1, employerLine, postingLine)
	enrol(t, d.Store(), 13) // the same folder, another station now
	for _, step := range []struct{ line, want string }{
		{`{"do":"posting.revise","posting":"12-1-2","notes":"带手套"}`, `map[ok:true]`},
		{`{"do":"posting.revise","posting":"12-1-2","headcount":7}`, `map[ok:true pending:true]`},
		{`{"do":"posting.list"}`, `map[ok:true postings:[map[headcount:5 headcount_asked:7 places_here:0 posting:12-1-2 state:open taken:0 title:卸车]]]`},
		{`{"do":"posting.revise","posting":"12-1-2","headcount":1000}`, `bad_headcount`},
	} {
		got := exec(t, d, 1, step.line)[0]
		if shown := fmt.Sprint(got); got.code() != step.want && shown != step.want {
			t.Errorf("%s\n gives %s\n  want %s", step.line, shown, step.want)
		}
	}
}
