package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"yizhan/assets"
	"yizhan/cmd/line"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/report"
	"yizhan/sync/market"
	"yizhan/sync/tally"
)

// reportCall is one run of the command report.
type reportCall struct {
	*line.Call
	*report.Report
	words []string // after the kind of report
	area  market.AreaCode
	out   string // file
	by    string
	why   string
	hrss  bool   // names of the HRSS in a feed
	link  string // of a feed
}

// reports writes what the offices report, and keeps what they say of it.
func reports(ctx context.Context, c *line.Call) error {
	r := &reportCall{Call: c}
	c.Flags.StringVar(&r.out, "o", "", "file to write: .xlsx or .csv, a digest .txt .json .xml .png .pdf")
	c.Flags.StringVar(&r.by, "by", "", "who corrects or locks")
	c.Flags.StringVar(&r.why, "why", "", "why")
	c.Flags.BoolVar(&r.hrss, "hrss", false, "a digest's JSON has the indicator names of the HRSS")
	area := c.Flags.String("area", "", "area code of 12 digits; empty means all that the server has")
	words, err := c.Parse()
	if err != nil {
		return err
	}
	deeds := map[string]func(context.Context, *reportCall) error{
		"month": reportMonth, "week": reportWeek, "contacts": reportContacts, "contact": reportContact,
		"correct": reportCorrect, "lock": reportLock, "unlock": reportUnlock, "columns": reportColumns,
		"directory": reportDirectory, "write": reportWrite, "digest": reportDigest, "bulletin": reportBulletin, "communities": reportCommunities,
	}
	if len(words) == 0 || deeds[words[0]] == nil {
		return &market.Error{Code: "unknown_choice", Field: "kind"}
	}
	r.area, r.words = market.AreaCode(*area), words[1:]
	return with(ctx, c, func(a *archive.Archive) error {
		if r.Report, err = report.Open(ctx, a, assets.Chinese); err != nil {
			return err
		}
		if r.link, err = a.Public(ctx); err != nil {
			return err
		}
		if err := errors.Join(r.Note(ctx), r.Refresh(ctx)); err != nil {
			return err
		}
		return deeds[words[0]](ctx, r)
	})
}

// need gives the n words that a report takes, or refuses with required.
func (r *reportCall) need(n int, field string) ([]string, error) {
	if len(r.words) != n {
		return nil, &market.Error{Code: "required", Field: field}
	}
	return r.words, nil
}

// write puts a report into its file, whole or not at all; the file's ending chooses how it is written.
func (r *reportCall) write(how map[string]func(io.Writer) error) error {
	if r.out == "" {
		return &market.Error{Code: "required", Field: "o"}
	}
	do := how[strings.ToLower(filepath.Ext(r.out))]
	if do == nil {
		return &market.Error{Code: "unknown_choice", Field: "format"}
	}
	f, err := os.CreateTemp(filepath.Dir(r.out), ".report-*")
	if err != nil {
		return fmt.Errorf("%w: %w", &market.Error{Code: "bad_value", Field: "file"}, err)
	}
	err = do(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), r.out)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", filepath.Base(r.out), err), os.Remove(f.Name()))
	}
	return nil
}

// pastMonths is how many months the chart in a month's file shows.
const pastMonths = 6

func reportMonth(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "month")
	if err != nil {
		return err
	}
	s, err := r.Month(ctx, words[0], r.area)
	if err != nil {
		return err
	}
	past, err := r.Past(ctx, words[0], pastMonths, r.area)
	if err != nil {
		return err
	}
	return r.sheet(s, past)
}

func reportWeek(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "week")
	if err != nil {
		return err
	}
	s, err := r.Week(ctx, words[0], r.area)
	if err != nil {
		return err
	}
	return r.sheet(s, nil)
}

// sheet writes a filled form and says what is in it.
func (r *reportCall) sheet(s *report.Sheet, past []report.Point) error {
	err := r.write(map[string]func(io.Writer) error{
		".xlsx": func(w io.Writer) error { return r.WriteXLSX(w, s, past) },
		".csv":  func(w io.Writer) error { return r.WriteCSV(w, s) },
	})
	if err != nil {
		return err
	}
	total := map[string]float64{}
	for _, c := range s.Form.Columns {
		if v := s.Total.Cells[c.ID]; !c.Text() && !v.Blank {
			total[c.ID] = v.Value
		}
	}
	return r.Say(map[string]any{
		"ok": true, "file": r.out, "period": s.Period, "stations": s.Total.Stations, "rows": len(s.Rows), "total": total,
		"late": s.Total.Marks[report.Late], "missing": s.Total.Marks[report.Missing], "corrections": len(s.Corrections), "locked": s.Locked(),
	})
}

func reportContacts(ctx context.Context, r *reportCall) error {
	all, err := r.Contacts(ctx, r.area)
	if err != nil {
		return err
	}
	err = r.write(map[string]func(io.Writer) error{
		".xlsx": func(w io.Writer) error { return r.WriteContacts(w, all) },
		".csv":  func(w io.Writer) error { return r.WriteContactsCSV(w, all) },
	})
	if err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "file": r.out, "rows": len(all)})
}

// reportContact keeps one unit's row of 附件1 from a JSON file.
func reportContact(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "file")
	if err != nil {
		return err
	}
	text, err := read(r.Call, words[0])
	if err != nil {
		return err
	}
	var c report.Contact
	if err := decode(strict(text), &c); err != nil {
		return err
	}
	if err := r.SetContact(ctx, c, r.by); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true})
}

func reportCorrect(ctx context.Context, r *reportCall) error {
	words, err := r.need(4, "value")
	if err != nil {
		return err
	}
	c := report.Correction{Month: words[0], Unit: words[1], Column: words[2], Value: words[3], By: r.by, Why: r.why}
	if err := r.Correct(ctx, c); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true})
}

func reportLock(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "month")
	if err != nil {
		return err
	}
	if err := r.Lock(ctx, words[0], r.area, r.by, r.why, ""); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true})
}

func reportUnlock(ctx context.Context, r *reportCall) error {
	words, err := r.need(1, "month")
	if err != nil {
		return err
	}
	if err := r.Unlock(ctx, words[0], r.area, r.by, r.why); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true})
}

// reportColumns prints the month's form, or puts the one of a file in its place.
func reportColumns(ctx context.Context, r *reportCall) error {
	if len(r.words) == 0 {
		f, err := r.Form(ctx)
		if err != nil {
			return err
		}
		return r.Say(map[string]any{"ok": true, "form": f, "figures": append([]tally.Figure{}, report.Figures...)})
	}
	text, err := read(r.Call, r.words[0])
	if err != nil {
		return err
	}
	f, err := report.ReadForm(text)
	if err != nil {
		return err
	}
	if err := r.SetForm(ctx, f, r.by); err != nil {
		return err
	}
	return r.Say(map[string]any{"ok": true, "columns": len(f.Columns)})
}
