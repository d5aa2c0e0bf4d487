package command

import (
	"context"
	"errors"

	"yizhan/kiosk/desk"
	"yizhan/sync/market"
	"yizhan/sync/market/wording"
)

// rowsTold bounds how many rows a reply speaks of: who has more faults than these mends them first.
const rowsTold = 200

// Import reads a table of postings and opens them, all or none; check only says what would become of it,
// skip leaves out the rows that are not good. It gives a reply as posting.import has it.
func Import(ctx context.Context, d *desk.Desk, file string, check, skip bool, progress desk.Progress) (map[string]any, error) {
	return New(d, 1).importTable(ctx, file, check, skip, progress)
}

func (e *Exec) postingImport(ctx context.Context, a *struct {
	verb
	File  string `json:"file"`
	Check bool   `json:"check"`
	Skip  bool   `json:"skip"`
},
) (reply, error) {
	return e.importTable(ctx, a.File, a.Check, a.Skip, nil)
}

func (e *Exec) importTable(ctx context.Context, file string, check, skip bool, progress desk.Progress) (reply, error) {
	if file == "" {
		return nil, &market.Error{Code: "required", Field: "file"}
	}
	in, err := e.desk.ReadImport(ctx, file, progress)
	if err != nil {
		return nil, stopped(ctx, err)
	}
	r := reply{"rows": len(in.Rows), "opened": 0}
	if !check {
		opened, err := e.desk.Import(ctx, desk.Self, in, skip, progress)
		if bad, ok := errors.AsType[*desk.BadRows](err); ok {
			return nil, &RowFaults{err, reply{"rows": len(in.Rows), "bad": in.Bad(), "faults": e.rowFaults(bad.Import)}}
		}
		if err != nil {
			return nil, stopped(ctx, err)
		}
		r["opened"] = opened
	}
	r["bad"] = in.Bad()
	if told := e.rowFaults(in); len(told) > 0 {
		r["faults"] = told
	}
	warned := []reply{}
	for i := range in.Rows {
		if row := &in.Rows[i]; row.Good() && len(row.Warnings) > 0 && len(warned) < rowsTold {
			warned = append(warned, reply{"row": row.N, "codes": wording.Codes(row.Warnings), "found": e.findings(row.Warnings)})
		}
	}
	if len(warned) > 0 {
		r["warnings"] = warned
	}
	return r, nil
}

// stopped names an import that somebody broke off.
func stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return market.Refuse("import_stopped")
	}
	return err
}

// RowFaults is the refusal of a table, with what is wrong in which row.
type RowFaults struct {
	err  error
	rows reply
}

func (f *RowFaults) Error() string { return f.err.Error() }

// Unwrap gives the refusal "bad_rows".
func (f *RowFaults) Unwrap() error { return f.err }

// Details are the fields of the reply beside code and text.
func (f *RowFaults) Details() map[string]any { return f.rows }

// rowFaults says of the rows that cannot be opened why.
func (e *Exec) rowFaults(in *desk.Import) []reply {
	out := []reply{}
	for i := range in.Rows {
		row := &in.Rows[i]
		if row.Good() {
			continue
		}
		if len(out) == rowsTold {
			break
		}
		r := reply{"row": row.N}
		if len(row.Faults) > 0 {
			list := make([]reply, len(row.Faults))
			for i, f := range row.Faults {
				list[i] = reply{"code": f.Code, "field": f.Field, "text": e.words.Refusal(f)}
			}
			r["errors"] = list
		}
		if len(row.Blocks) > 0 {
			r["blocks"] = e.findings(row.Blocks)
		}
		out = append(out, r)
	}
	return out
}

// importDo is a command of its own transaction: it may take seconds, and a stop breaks it off.
const importDo = "posting.import"

func (e *Exec) postingExport(ctx context.Context, a *struct {
	verb
	File string `json:"file"`
},
) (reply, error) {
	if a.File == "" {
		return nil, &market.Error{Code: "required", Field: "file"}
	}
	n, err := e.desk.ExportPostings(ctx, a.File)
	return reply{"rows": n}, err
}
