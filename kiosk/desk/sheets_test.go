package desk_test

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yizhan/kiosk/desk"
	"yizhan/kiosk/device/devicetest"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures in testdata anew")

// office is a station with three jobs, of which one has people, and a paper of every kind that waits.
func office(t *testing.T) (*desk.Desk, map[store.Paper]store.PrintJob) {
	t.Helper()
	d := alone(t, &clock{fixedNow()})
	ctx := t.Context()
	employ(t, d, market.Clerk)
	grapes, err := d.RegisterEmployer(ctx, "clerk", market.Employer{Name: "史庄葡萄合作社", Kind: "coop", Contact: "史师傅", Phone: "18900000201"})
	if err != nil {
		t.Fatal(err)
	}
	busy, err := d.OpenPosting(ctx, "clerk", market.Posting{
		Employer: grapes, Trade: "harvest", Title: "摘葡萄", Headcount: 8, Pay: 130_00, Unit: "day", Settlement: "same_day",
		Area: "410423106204", Place: "村口葡萄园", Start: "2026-11-23T05:30", End: "2026-11-23T11:30", MeetTime: "05:00", MeetPlace: "市场门口",
		Meals: true, Transport: true, Insurance: "employer", Agreement: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	open(t, d, 2)
	open(t, d, 5)
	var match market.MatchID
	for i, name := range []string{"李师傅", "欧阳师傅", "王㛃"} {
		in, err := d.CheckIn(ctx, desk.Self, market.Worker{Name: name, Phone: fmt.Sprintf("1890000030%d", i)}, "work")
		if err != nil {
			t.Fatal(err)
		}
		taken, err := d.Take(ctx, desk.Self, busy, in.Worker)
		if err != nil {
			t.Fatal(err)
		}
		match = taken.Match
		if i == 0 {
			if _, err := d.PrintNumber(ctx, desk.Self, in.CheckIn); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := d.PrintNames(ctx, "clerk", busy); err != nil {
		t.Fatal(err)
	}
	if _, err := d.PrintAgreement(ctx, "clerk", match); err != nil {
		t.Fatal(err)
	}
	for _, paper := range []store.Paper{store.DaySheet, store.Poster, store.Leaflet} {
		if _, err := d.PrintSheet(ctx, "clerk", paper); err != nil {
			t.Fatal(err)
		}
	}
	jobs, err := d.Store().PrintJobs(ctx, 50)
	if err != nil {
		t.Fatal(err)
	}
	papers := map[store.Paper]store.PrintJob{}
	for _, j := range jobs {
		if j.Paper != "" {
			papers[j.Paper] = j
		}
	}
	return d, papers
}

// The pictures are read by people in review; here a single changed dot shows. SHEET_GALLERY names a
// folder for the PDFs, which are there to be looked at.
func TestPicturesOfPapers(t *testing.T) {
	d, papers := office(t)
	if len(papers) != 6 {
		t.Fatalf("%d kinds of papers", len(papers))
	}
	for paper, job := range papers {
		page, err := d.Page(t.Context(), job)
		if err != nil {
			t.Fatalf("%s: %v", paper, err)
		}
		for _, dots := range []int{slip.Dots58, slip.Dots80} {
			img, err := page.Draw(dots)
			if err != nil || img.Bounds().Dx() != dots {
				t.Fatalf("%s at %d dots: %v", paper, dots, err)
			}
			var got bytes.Buffer
			if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&got, img); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", fmt.Sprintf("%s-%d.png", strings.ReplaceAll(string(paper), "_", "-"), dots))
			devicetest.Kept(t, file, got.Bytes(), *rewrite)
		}
		if folder := os.Getenv("SHEET_GALLERY"); folder != "" {
			pdf, err := page.Sheet()
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, string(paper)+".pdf"), pdf, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// What stands on A4, and what must not.
func TestWordsOfSheets(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Fatal("pdftotext is needed to read sheets back; it is in the Debian package poppler-utils")
	}
	d, papers := office(t)
	phones := []string{"18900000300", "18900000301", "18900000302", "18900000201"}
	for paper, c := range map[store.Paper]struct{ holds, never []string }{
		store.EmployerSheet: {[]string{"来人名单", "第1号李师傅", "第2号欧阳师傅", "第3号王㛃", "18900000300", "18900000302", "摘葡萄", "用完撕掉"}, nil},
		store.Agreement:     {[]string{"零工用工协议", "史庄葡萄合作社", "王㛃", "18900000302", "130元/天", "日结", "村口葡萄园", "雇主买保险", "签字、按手印", "一式两份"}, phones[:2]},
		store.DaySheet:      {[]string{"今日用工单", "摘葡萄", "130元/天", "还要5人", "3个活", "卸化肥"}, append(phones, "13800138000", "李师傅", "史师傅")},
		store.NumberPaper:   {[]string{"第1号", "找活", "全程免费"}, append(phones, "李师傅")},
		store.Poster:        {[]string{"找活招人，到这里来", "不收一分钱", "12333"}, phones},
		store.Leaflet:       {[]string{"找活招人，到这里来", "不收一分钱"}, phones},
	} {
		page, err := d.Page(t.Context(), papers[paper])
		if err != nil {
			t.Fatal(err)
		}
		pdf, err := page.Sheet()
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("pdftotext", "-raw", "-", "-")
		cmd.Stdin = bytes.NewReader(pdf)
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(string(out)), "")
		for _, want := range c.holds {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", paper, want, out)
			}
		}
		for _, not := range c.never {
			if strings.Contains(text, not) {
				t.Errorf("%s says %q:\n%s", paper, not, out)
			}
		}
	}
}

// Every list of names is a fact that says who printed it; the second is a copy.
func TestNamesAreLogged(t *testing.T) {
	d, papers := office(t)
	posting := market.PostingID(papers[store.EmployerSheet].About)
	before := facts(t, d)
	job, err := d.PrintAgain(t.Context(), "clerk", papers[store.EmployerSheet])
	if err != nil || facts(t, d) != before+1 {
		t.Fatalf("%v, %d facts more", err, facts(t, d)-before)
	}
	j, err := d.Store().PrintJob(t.Context(), job)
	if err != nil || !j.Copy || j.About != string(posting) {
		t.Errorf("%+v, %v", j, err)
	}
	sheet, err := d.Sheet(t.Context(), j)
	if err != nil || sheet.Copy != "补打 第 1 次" || len(sheet.Entries) != 3 {
		t.Errorf("%+v, %v", sheet, err)
	}
	refused(t, d, "unknown_posting", func() error {
		_, err := d.PrintNames(t.Context(), "clerk", "12-1-999")
		return err
	})
}

// A paper of every kind prints again; an agreement then says that it is a copy.
func TestPrintAgain(t *testing.T) {
	d, papers := office(t)
	for paper, job := range papers {
		id, err := d.PrintAgain(t.Context(), "clerk", job)
		if err != nil {
			t.Errorf("%s: %v", paper, err)
			continue
		}
		again, err := d.Store().PrintJob(t.Context(), id)
		copied := paper == store.Agreement || paper == store.EmployerSheet
		if err != nil || again.ID == job.ID || again.Paper != paper || again.About != job.About || again.Copy != copied {
			t.Errorf("%s: %+v, %v", paper, again, err)
		}
	}
	cancelled := market.MatchID(papers[store.Agreement].About)
	if _, err := d.Cancel(t.Context(), "clerk", cancelled, "other"); err != nil {
		t.Fatal(err)
	}
	refused(t, d, "wrong_state", func() error {
		_, err := d.PrintAgreement(t.Context(), "clerk", cancelled)
		return err
	})
}
