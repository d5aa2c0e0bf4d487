package scene_test

import (
	"fmt"
	"image"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/device/escpos"
	"yizhan/kiosk/scene"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Every paper of the sample market, on both heads: what a printer at a port has understood of the bytes
// is, dot for dot, what was laid out.
func TestEveryPaperOfTheSampleMarket(t *testing.T) {
	g, kinds := sampleMarket(t)
	write58, write80 := escpos.Paper58, escpos.Paper80
	write58.Text, write80.Text, write80.ASB = escpos.GBK, escpos.GB18030, true
	printers := map[string]*devicetest.SlipPrinter{}
	profiles := map[string]escpos.Profile{"58": escpos.Paper58, "80": escpos.Paper80, "58-gbk": write58, "80-gb18030": write80}
	for name := range profiles {
		printers[name] = devicetest.NewSlipPrinter(t)
	}
	n, printed := 0, map[store.Paper]int{}
	coded := newCoded(t)
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
			var lines []device.Line
			seen := page
			seen.Draw = func(dots int) (image.Image, error) {
				laid, err = page.Draw(dots)
				return laid, err
			}
			seen.Lines = func(columns int) ([]device.Line, error) {
				lines, err = page.Lines(columns)
				return lines, err
			}
			if err := (&escpos.Printer{Profile: profile, Dial: escpos.TCP(printers[name].Address)}).Print(t.Context(), seen); err != nil {
				t.Fatalf("paper %s at %s: %v", page.Name, name, err)
			}
			papers := printers[name].Printed()
			if len(papers) != n+1 {
				t.Fatalf("paper %s at %s: %d came out in all, want %d", page.Name, name, len(papers), n+1)
			}
			if profile.Text == "" {
				err = devicetest.Differ(papers[n].Image(), laid)
			} else {
				err = written(papers[n], lines, profile)
			}
			if err != nil {
				t.Errorf("paper %s at %s: %v", page.Name, name, err)
			}
			if profile.Text == "" && page.Lines != nil {
				coded.add(fmt.Sprintf("%s-%s-%d", job.Paper, name, n), papers[n].Image(), page)
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
	coded.read()
}

// written says what differs between a paper that a printer wrote with letters of its own and the lines that
// were laid out. Its code is read from what the printer drew, and must not be wider than the paper.
func written(paper devicetest.Paper, lines []device.Line, profile escpos.Profile) error {
	got, codes := paper.Lines, paper.Codes
	for i, l := range lines {
		if l.Code != "" {
			if len(codes) == 0 || len(got) < 2 || got[0].Text != "" || got[1].Text != "" {
				return fmt.Errorf("line %d: no code with white around it", i)
			}
			img := codes[0].Image()
			if text := readCode(img); text != l.Code || img.Bounds().Dx() > profile.Dots || codes[0].Dots < 4 {
				return fmt.Errorf("code of %d dots, %d a module, holds %q, want %q", img.Bounds().Dx(), codes[0].Dots, text, l.Code)
			}
			got, codes = got[2:], codes[1:]
			continue
		}
		if len(got) == 0 {
			return fmt.Errorf("line %d, %q, is not on paper", i, l.Text)
		}
		w := got[0]
		if lettersOf(w.Text) != lettersOf(l.Text) || w.Big != l.Big || w.Bold != l.Bold || w.Centred != l.Centred || w.Columns > profile.Dots/12 {
			return fmt.Errorf("line %d: %+v, want %+v", i, w, l)
		}
		got = got[1:]
	}
	if len(got)+len(codes) > 0 {
		return fmt.Errorf("%d lines and %d codes more than were laid out", len(got), len(codes))
	}
	return nil
}

// lettersOf is text as GB18030's first edition has it.
func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return '〓'
		}
		return r
	}, text)
}

// readCode reads a code as phones do that try again, or gives "".
func readCode(img image.Image) string {
	source := gozxing.NewLuminanceSourceFromImage(img)
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		for _, hints := range []map[gozxing.DecodeHintType]any{nil, {gozxing.DecodeHintType_TRY_HARDER: true}, {gozxing.DecodeHintType_PURE_BARCODE: true}} {
			if r, err := qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil {
				return r.GetText()
			}
		}
	}
	return ""
}

// sampleMarket is a station with the sample's postings and papers of all kinds in its queue.
func sampleMarket(t *testing.T) (*scene.Stage, []store.Paper) {
	t.Helper()
	g, err := scene.NewStage(t.Context(), scene.Area)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := g.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := g.Fill(); err != nil {
		t.Fatal(err)
	}
	return g, queueEverything(t, g.Desk)
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
	must(d.PrintJobPoster(ctx, "clerk", all[0].ID))
	for _, paper := range []store.Paper{store.DaySheet, store.Poster, store.Leaflet} {
		must(d.PrintSheet(ctx, "clerk", paper))
	}
	return []store.Paper{
		"", store.Referral, store.CardPaper, store.EmployerSheet, store.Agreement, store.NumberPaper, store.DaySheet, store.Poster, store.Leaflet,
		store.JobPoster,
	}
}
