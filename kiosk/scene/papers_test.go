package scene_test

import (
	"fmt"
	"image"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/scene"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Every paper of the sample market, on both heads: what a printer at a port has understood of the bytes
// is, dot for dot, what was laid out.
func TestEveryPaperOfTheSampleMarket(t *testing.T) {
	g, err := scene.NewStage(t.Context(), scene.Area)
	if err != nil {
		t.Fatal(err)
	}
	defer g.Close()
	if err := g.Fill(); err != nil {
		t.Fatal(err)
	}
	kinds := queueEverything(t, g.Desk)
	printers := map[string]*devicetest.SlipPrinter{}
	profiles := map[string]escpos.Profile{"58": escpos.Paper58, "80": escpos.Paper80}
	for name := range profiles {
		printers[name] = devicetest.NewSlipPrinter(t)
	}
	n, printed := 0, map[store.Paper]int{}
	for {
		job, ok, err := g.Desk.Store().NextPrint(t.Context(), store.AllPapers)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		page, err := g.Desk.Page(t.Context(), job)
		if err != nil {
			t.Fatalf("paper %d: %v", job.ID, err)
		}
		for name, profile := range profiles {
			var laid image.Image
			seen := page
			seen.Draw = func(dots int) (image.Image, error) {
				laid, err = page.Draw(dots)
				return laid, err
			}
			if err := (&escpos.Printer{Profile: profile, Dial: escpos.TCP(printers[name].Address)}).Print(t.Context(), seen); err != nil {
				t.Fatalf("paper %s at %s: %v", page.Name, name, err)
			}
			papers := printers[name].Printed()
			if len(papers) != n+1 {
				t.Fatalf("paper %s at %s: %d came out in all, want %d", page.Name, name, len(papers), n+1)
			}
			if err := devicetest.Differ(papers[n].Image(), laid); err != nil {
				t.Errorf("paper %s at %s: %v", page.Name, name, err)
			}
		}
		n++
		printed[job.Paper]++
	}
	for _, kind := range kinds {
		if printed[kind] == 0 {
			t.Errorf("no paper of kind %q", kind)
		}
	}
	t.Logf("%d papers: %v", n, printed)
}

// queueEverything queues the slip of every posting, takes places of some, and queues papers of every kind.
func queueEverything(t *testing.T, d *desk.Desk) []store.Paper {
	t.Helper()
	ctx := t.Context()
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	all, err := d.Store().Postings(ctx, store.Filter{})
	if err != nil || len(all) < 50 {
		t.Fatalf("%d postings, %v", len(all), err)
	}
	var match market.MatchID
	for i, p := range all {
		_, _, err := d.PrintPosting(ctx, "clerk", p.ID)
		must(nil, err)
		if i%4 != 0 { // a slip of a match differs from the posting's in its number alone
			continue
		}
		in, err := d.CheckIn(ctx, desk.Self, market.Worker{Name: "李师傅", Phone: fmt.Sprintf("1890000%04d", i)}, "work")
		must(nil, err)
		taken, err := d.Take(ctx, desk.Self, p.ID, in.Worker)
		if market.Code(err) == "closed" {
			continue // it began this morning
		}
		must(nil, err)
		match = taken.Match
		if i%12 == 0 {
			must(d.PrintNames(ctx, "clerk", p.ID))
			must(d.PrintAgreement(ctx, "clerk", match))
			must(d.PrintNumber(ctx, desk.Self, in.CheckIn))
			must(d.IssueCard(ctx, desk.Self, in.Worker))
		}
	}
	must(d.Reprint(ctx, "clerk", match))
	filed, err := d.Complain(ctx, desk.Self, market.Complaint{Kind: market.WagesOwed, Amount: 120_00, Match: match})
	must(nil, err)
	must(d.PrintReferral(ctx, "clerk", filed.ID))
	for _, paper := range []store.Paper{store.DaySheet, store.Poster, store.Leaflet} {
		must(d.PrintSheet(ctx, "clerk", paper))
	}
	return []store.Paper{
		"", store.Referral, store.CardPaper, store.EmployerSheet, store.Agreement, store.NumberPaper, store.DaySheet, store.Poster, store.Leaflet,
	}
}
