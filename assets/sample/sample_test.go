package sample_test

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/sync/market"
)

// noon stands for the day on which the sample is opened.
var noon = time.Date(2026, 12, 30, 12, 0, 0, 0, market.Zone)

func employers(t *testing.T) []market.Employer {
	t.Helper()
	lines, err := sample.Employers()
	if err != nil {
		t.Fatal(err)
	}
	return decode[market.Employer](t, lines, nil)
}

// postings opens the sample with the ids "1-1-1", "1-1-2" and so on.
func postings(t *testing.T, now time.Time) []market.Posting {
	t.Helper()
	var ids []market.EmployerID
	for i := range employers(t) {
		ids = append(ids, market.EmployerID(fmt.Sprintf("1-1-%d", i+1)))
	}
	lines, err := sample.Postings(now, ids)
	if err != nil {
		t.Fatal(err)
	}
	// The contract speaks of yuan, market.Posting of fen.
	return decode[market.Posting](t, lines, func(command map[string]any) {
		command["pay"] = math.Round(command["pay"].(float64) * 100)
	})
}

// decode reads command lines as T, and refuses fields that T does not have.
func decode[T any](t *testing.T, lines []json.RawMessage, change func(map[string]any)) []T {
	t.Helper()
	out := make([]T, len(lines))
	for i, line := range lines {
		var command map[string]any
		if err := json.Unmarshal(line, &command); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		delete(command, "do")
		if change != nil {
			change(command)
		}
		data, err := json.Marshal(command)
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(strings.NewReader(string(data)))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&out[i]); err != nil {
			t.Fatalf("%s: %v", line, err)
		}
	}
	return out
}

func TestEmployersAreValidAndNobody(t *testing.T) {
	kinds, phones := map[market.EmployerKind]bool{}, map[string]bool{}
	for _, e := range employers(t) {
		if err := e.Validate(noon); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
		kinds[e.Kind] = true
		if phones[e.Phone] || !strings.HasPrefix(e.Phone, "1890000") {
			t.Errorf("%s: phone %s is taken or no test number", e.Name, e.Phone)
		}
		phones[e.Phone] = true
		code, at := e.USCC, 2
		if code == "" {
			code, at = e.IDNumber, 0
		}
		if len(code) != 18 || code[at:at+6] != "410499" {
			t.Errorf("%s: %q is not a test code", e.Name, code)
		}
	}
	if len(phones) != 20 || len(kinds) != len(market.EmployerKinds) {
		t.Errorf("%d employers of %d kinds; want 20 of %d", len(phones), len(kinds), len(market.EmployerKinds))
	}
}

func TestPostingsAreValidAtAnyHour(t *testing.T) {
	for _, clock := range []time.Duration{0, 7 * time.Hour, 12 * time.Hour, 24*time.Hour - time.Minute} {
		now := time.Date(2026, 12, 30, 0, 0, 0, 0, market.Zone).Add(clock)
		for _, p := range postings(t, now) {
			if err := p.Validate(now, assets.Areas(), assets.Trades()); err != nil {
				t.Errorf("opened at %s: %s: %v", market.MinuteOf(now), p.Title, err)
			}
		}
	}
}

// The sample shows what a market knows: many places and trades, and each way to pay.
func TestPostingsCoverTheMarket(t *testing.T) {
	counties, townships, trades := map[market.AreaCode]bool{}, map[market.AreaCode]bool{}, map[market.TradeID]bool{}
	units, settlements := map[market.PayUnit]bool{}, map[market.SettlementKind]bool{}
	titles, hiring := map[string]bool{}, map[market.EmployerID]bool{}
	heads, nights, today := []int{}, 0, 0
	all := postings(t, noon)
	for _, p := range all {
		county, _ := assets.Areas().County(p.Area)
		township, ok := assets.Areas().Township(p.Area)
		if !ok {
			t.Errorf("%s: area %s is in no township", p.Title, p.Area)
		}
		counties[county.Code], townships[township.Code], trades[p.Trade] = true, true, true
		units[p.Unit], settlements[p.Settlement] = true, true
		hiring[p.Employer] = true
		if titles[p.Title] {
			t.Errorf("%s stands there twice", p.Title)
		}
		titles[p.Title] = true
		heads = append(heads, p.Headcount)
		if p.Shift().To > 24*60 {
			nights++
		}
		if p.Start.Date() == market.MinuteOf(noon).Date() {
			today++
		}
	}
	for _, c := range []struct {
		what       string
		have, want int
	}{
		{"postings", len(all), 60},
		{"counties", len(counties), 4},
		{"townships", len(townships), 10},
		{"trades", len(trades), 20},
		{"pay units", len(units), len(market.PayUnits)},
		{"settlements", len(settlements), len(market.Settlements)},
		{"employers that hire", len(hiring), 20},
		{"night shifts", nights, 3},
		{"postings that begin today", today, 3},
	} {
		if c.have < c.want {
			t.Errorf("%d %s, want %d", c.have, c.what, c.want)
		}
	}
	if slices.Min(heads) != 1 || slices.Max(heads) != 30 {
		t.Errorf("headcounts from %d to %d, want 1 to 30", slices.Min(heads), slices.Max(heads))
	}
}

// Marks are counted from the civil day in Zone, over the end of a month and of a year.
func TestDaysAreCountedInZone(t *testing.T) {
	lateUTC := time.Date(2026, 12, 30, 17, 0, 0, 0, time.UTC) // already the 31st at the market
	for _, p := range postings(t, lateUTC) {
		if p.Title == "砌院墙" {
			if p.Start != "2027-01-01T07:00" || p.End != "2027-01-03T17:30" || p.Employer != "1-1-1" || p.Pay != 280_00 {
				t.Errorf("%+v", p)
			}
			return
		}
	}
	t.Error("砌院墙 is not in the sample")
}

func TestPostingsWantEveryEmployer(t *testing.T) {
	if lines, err := sample.Postings(noon, []market.EmployerID{"1-1-1"}); err == nil || !strings.Contains(err.Error(), "1 employers are known") {
		t.Errorf("%d postings, %v", len(lines), err)
	}
}
