package scene_test

import (
	"bytes"
	"flag"
	"image/png"
	"path/filepath"
	"slices"
	"testing"

	"yizhan/kiosk/device"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures of papers anew")

// unlike says why a paper of the sample market never looks the same, or is not kept. Codes are signed with
// keys of the moment: how slips with codes look is held by kiosk/slip.
var unlike = map[store.Paper]string{
	store.Referral: "its number is drawn",
	store.DaySheet: "two metres of postings",
}

// Every paper of the sample market without a code on it looks as it did.
func TestPapersLookAsTheyDid(t *testing.T) {
	g, kinds := sampleMarket(t)
	seen := map[store.Paper]bool{}
	for {
		job, ok, err := g.Desk.Store().NextPrint(t.Context(), store.AllPapers)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		if seen[job.Paper] || unlike[job.Paper] != "" {
			seen[job.Paper] = true
			continue
		}
		seen[job.Paper] = true
		page, err := g.Desk.Page(t.Context(), job)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := page.Lines(48)
		if err != nil {
			t.Fatal(err)
		}
		if slices.ContainsFunc(lines, func(l device.Line) bool { return l.Code != "" }) {
			continue
		}
		img, err := page.Draw(slip.Dots80)
		if err != nil {
			t.Fatal(err)
		}
		var got bytes.Buffer
		if err := png.Encode(&got, img); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "paper-"+string(job.Paper)+".png")
		devicetest.Kept(t, file, got.Bytes(), *rewrite)
	}
	if len(seen) < len(kinds) {
		t.Errorf("%d kinds of paper were laid out, of %d", len(seen), len(kinds))
	}
}
