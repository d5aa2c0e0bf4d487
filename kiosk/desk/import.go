package desk

import (
	"context"
	"fmt"
	"strings"

	"yizhan/kiosk/intake"
	"yizhan/kiosk/store"
	"yizhan/kiosk/table"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// Import is a file of postings as this station understands it, row by row. Nothing of it is written yet.
type Import struct {
	Rows []ImportRow
	// Because is why the rows that are warned of may stand, in the words of staff; it is kept with each
	// of their warnings. "" where nobody was asked.
	Because string
}

// ImportRow is one row: what it says, what is wrong with it, what staff should look at.
type ImportRow struct {
	intake.Entry
	Known    market.EmployerID // who asks, when registered here already
	Blocks   []wording.Finding
	Warnings []wording.Finding
	Opened   market.PostingID // once it is
}

// Good says whether the row can be opened.
func (r *ImportRow) Good() bool { return len(r.Faults) == 0 && len(r.Blocks) == 0 }

// Warned counts the rows that can be opened and should be looked at.
func (in *Import) Warned() (n int) {
	for i := range in.Rows {
		if r := &in.Rows[i]; r.Good() && len(r.Warnings) > 0 {
			n++
		}
	}
	return n
}

// Bad counts the rows that cannot.
func (in *Import) Bad() (n int) {
	for i := range in.Rows {
		if !in.Rows[i].Good() {
			n++
		}
	}
	return n
}

// BadRows is the refusal of a file with rows that cannot be opened; they are marked in it.
type BadRows struct{ Import *Import }

// Error counts them.
func (b *BadRows) Error() string { return fmt.Sprintf("bad_rows: %d", b.Import.Bad()) }

// Unwrap gives the refusal "bad_rows".
func (b *BadRows) Unwrap() error { return market.Refuse("bad_rows") }

// Progress is told how far a long action is; it must return soon.
type Progress func(done, all int)

// progressStep is how many rows are gone through between two words of progress.
const progressStep = 50

func (p Progress) at(i, all int) {
	if p != nil && (i%progressStep == 0 || i == all-1) {
		p(i+1, all)
	}
}

// ReadImport reads a file and says of each row what would become of it. It refuses what cannot be read as
// a whole (table.Read, intake.Reader.Sheet), and ends with ctx. progress may be nil.
func (d *Desk) ReadImport(ctx context.Context, path string, progress Progress) (*Import, error) {
	rows, err := table.Read(ctx, path)
	if err != nil {
		return nil, err
	}
	sheet, err := intake.New(d.areas, d.trades, d.Reader()).Sheet(rows)
	if err != nil {
		return nil, err
	}
	here, err := d.openNow(ctx)
	if err != nil {
		return nil, err
	}
	in := &Import{Rows: make([]ImportRow, len(sheet.Rows))}
	known, twice := map[string]market.EmployerID{}, map[string]bool{}
	for i := range sheet.Rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		progress.at(i, len(sheet.Rows))
		r, e := &in.Rows[i], sheet.Entry(i, d.now())
		r.Entry = e
		found := d.Screen(&e.Posting)
		r.Blocks, r.Warnings = found.Blocks, found.Warnings
		who := whose(&e.Employer)
		id, asked := known[who]
		if !asked && len(e.Faults) == 0 {
			if id, err = d.registered(ctx, &e.Employer); err != nil {
				return nil, err
			}
			known[who] = id
		}
		r.Known = id
		switch key := who + likeness(&e.Posting); {
		case len(e.Faults) > 0:
		case id != "" && here[string(id)+likeness(&e.Posting)]:
			r.Faults = append(r.Faults, market.Refuse("already_there"))
		case twice[key]:
			r.Faults = append(r.Faults, market.Refuse("twice_in_file"))
		default:
			twice[key] = true
		}
	}
	return in, nil
}

// whose tells the employers of a file apart.
func whose(e *market.Employer) string { return e.Phone + "\x00" + e.Name + "\x00" }

// likeness is what makes two postings of one employer the same one written twice.
func likeness(p *market.Posting) string {
	return fmt.Sprint(p.Trade, p.Title, p.Headcount, p.Pay, p.Unit, p.Area, p.Start)
}

// openNow are the postings that are open here, so that a file that was imported before is not again.
func (d *Desk) openNow(ctx context.Context) (map[string]bool, error) {
	out := map[string]bool{}
	err := d.store.Offers(ctx, store.OfferFilter{Day: d.today()}, func(o *store.Offer) error {
		out[string(o.Employer)+likeness(&o.Posting)] = true
		return nil
	})
	return out, err
}

// registered finds an employer by phone and name, "" when it is new.
func (d *Desk) registered(ctx context.Context, e *market.Employer) (market.EmployerID, error) {
	list, err := d.store.EmployersByPhone(ctx, e.Phone)
	if err != nil {
		return "", err
	}
	for _, k := range list {
		if k.Name == e.Name || k.Name == calledOf(e.Name, e.Kind) || k.Contact == e.Name {
			return k.ID, nil
		}
	}
	return "", nil
}

// Import registers the employers of a file that are new and opens its postings, all in one transaction: it
// is done as a whole or not at all. With skip the rows that are not good are left out; else a single one
// refuses the file with BadRows. What only the writing finds (red_listed) marks its row in the same way.
// When ctx ends before the last row, nothing was written.
func (d *Desk) Import(ctx context.Context, by string, in *Import, skip bool, progress Progress) (opened int, err error) {
	if in.Bad() > 0 && !skip || in.Bad() == len(in.Rows) {
		return 0, &BadRows{in}
	}
	err = d.store.Write(ctx, by, func(w *store.Writer) error {
		if err := may(w, Publish); err != nil {
			return err
		}
		made := map[string]market.EmployerID{}
		for i := range in.Rows {
			r := &in.Rows[i]
			progress.at(i, len(in.Rows))
			if err := ctx.Err(); err != nil {
				return err
			}
			if !r.Good() {
				continue
			}
			if err := d.importRow(w, r, made, in.Because); err != nil {
				return r.refused(in, err)
			}
			opened++
		}
		return nil
	})
	if err != nil {
		for i := range in.Rows {
			in.Rows[i].Opened = ""
		}
		return 0, err
	}
	d.changed()
	return opened, nil
}

func (d *Desk) importRow(w *store.Writer, r *ImportRow, made map[string]market.EmployerID, because string) (err error) {
	who := whose(&r.Employer)
	id := r.Known
	if id == "" {
		id = made[who]
	}
	if id == "" {
		if id, err = registerEmployer(w, r.Employer); err != nil {
			return err
		}
		made[who] = id
	}
	p := r.Posting
	p.Employer = id
	if err := openPosting(w, &p); err != nil {
		return err
	}
	r.Opened = p.ID
	if because == "" {
		return nil
	}
	reasons := map[string]string{}
	for _, f := range r.Warnings {
		reasons[f.Code] = because
	}
	return putReasons(w, p.ID, reasons)
}

// refused marks the row that the writing found wrong; a fault of the disk is no fault of a row.
func (r *ImportRow) refused(in *Import, err error) error {
	switch code := market.Code(err); {
	case code == "", strings.HasPrefix(code, "disk_"):
		return err
	default:
		r.Faults = append(r.Faults, market.Refuse(code))
		return &BadRows{in}
	}
}
