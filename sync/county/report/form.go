package report

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/sqldb"
	"yizhan/sync/tally"
)

// Form is the columns of the month's sheet, in order.
type Form struct {
	Title   string   `json:"title"`
	Columns []Column `json:"columns"`
}

// Column is one of them. Exactly one of Figure, Share, PerDay, Top and Typed says where its value
// comes from.
type Column struct {
	ID    string `json:"id"`             // a–z, digits and _
	Head  string `json:"head,omitempty"` // over neighbours that have the same
	Title string `json:"title"`
	Unit  string `json:"unit,omitempty"`

	Figure tally.Figure `json:"figure,omitempty"`  // counted
	Share  []string     `json:"share,omitempty"`   // two columns: the first as percentage of the second
	PerDay string       `json:"per_day,omitempty"` // a column, divided by the days of the span that have begun
	Top    string       `json:"top,omitempty"`     // "sought" or "wanted": the five trades most looked for
	Typed  string       `json:"typed,omitempty"`   // "number" or "text": written by hand

	Required bool `json:"required,omitempty"`
}

// Figures of this room, which counts markets and not what happens at them.
const (
	MarketCounty   tally.Figure = "market_county"
	MarketTownship tally.Figure = "market_township"
	MarketVillage  tally.Figure = "market_village"
	MarketNew      tally.Figure = "market_new"
)

// Figures are those that a column may have.
var Figures = append([]tally.Figure{MarketCounty, MarketTownship, MarketVillage, MarketNew}, tally.Figures...)

// Number says whether the column's cells are numbers that add up.
func (c Column) Number() bool { return c.Figure != "" || c.Typed == "number" }

// Text says whether its cells are words.
func (c Column) Text() bool { return c.Top != "" || c.Typed == "text" }

// Open says whether somebody may write into its cells: derived ones follow from others.
func (c Column) Open() bool { return c.Number() || c.Typed != "" }

// Defined is the key of the words that say how the column is counted.
func (c Column) Defined() string {
	switch {
	case c.Figure != "":
		return "define." + string(c.Figure)
	case c.Share != nil:
		return "define.share"
	case c.PerDay != "":
		return "define.per_day"
	case c.Top != "":
		return "define.top_" + c.Top
	}
	return "define.typed"
}

// From are the columns that its value follows from; none of one that is counted or written.
func (c Column) From() []string {
	if c.PerDay != "" {
		return []string{c.PerDay}
	}
	return c.Share
}

// Column finds a column by its id.
func (f *Form) Column(id string) (Column, bool) {
	i := slices.IndexFunc(f.Columns, func(c Column) bool { return c.ID == id })
	if i < 0 {
		return Column{}, false
	}
	return f.Columns[i], true
}

const maxColumns = 60

// MaxTitle bounds what a column, its head and the form are called, in characters.
const MaxTitle = 40

var columnID = regexp.MustCompile(`^[a-z][a-z0-9_]{0,39}$`)

// Validate refuses a form that cannot be filled: bad_columns, with the column's id as the field.
func (f *Form) Validate() error {
	bad := func(id string) error { return &market.Error{Code: "bad_columns", Field: id} }
	f.Title = line(f.Title)
	if f.Title == "" || len([]rune(f.Title)) > MaxTitle || len(f.Columns) < 1 || len(f.Columns) > maxColumns {
		return bad("title")
	}
	for i := range f.Columns {
		c := &f.Columns[i]
		c.Head, c.Title, c.Unit = line(c.Head), line(c.Title), line(c.Unit)
		sources := 0
		for _, given := range []bool{c.Figure != "", c.Share != nil, c.PerDay != "", c.Top != "", c.Typed != ""} {
			if given {
				sources++
			}
		}
		first := slices.IndexFunc(f.Columns, func(o Column) bool { return o.ID == c.ID })
		switch {
		case !columnID.MatchString(c.ID), first != i, sources != 1, c.Title == "":
			return bad(c.ID)
		case len([]rune(c.Title)) > MaxTitle, len([]rune(c.Head)) > MaxTitle, len([]rune(c.Unit)) > MaxTitle:
			return bad(c.ID)
		case c.Figure != "" && !slices.Contains(Figures, c.Figure):
			return bad(c.ID)
		case c.Top != "" && c.Top != "sought" && c.Top != "wanted":
			return bad(c.ID)
		case c.Typed != "" && c.Typed != "number" && c.Typed != "text":
			return bad(c.ID)
		case c.Share != nil && (len(c.Share) != 2 || !f.adds(c.Share[0]) || !f.adds(c.Share[1])):
			return bad(c.ID)
		case c.PerDay != "" && !f.adds(c.PerDay):
			return bad(c.ID)
		}
	}
	return nil
}

// adds says whether a column of that id has numbers that add up.
func (f *Form) adds(id string) bool {
	c, ok := f.Column(id)
	return ok && c.Number()
}

// ReadForm reads the JSON of a form and checks it. Refusals: bad_json, bad_columns.
func ReadForm(text []byte) (*Form, error) {
	var f Form
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, fmt.Errorf("%w: %w", market.Refuse("bad_json"), err)
	}
	if err := f.Validate(); err != nil {
		return nil, err
	}
	return &f, nil
}

// Form gives the columns that stand now.
func (r *Report) Form(ctx context.Context) (f *Form, err error) {
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		f, err = formNow(ctx, tx)
		return err
	})
	return f, err
}

// UsualForm is the form that a county begins with.
func UsualForm() *Form {
	f, err := ReadForm(assets.MonthlyForm())
	if err != nil {
		panic(err) // the form is embedded
	}
	return f
}

// Columns gives the form that stands and, its own columns first, every column that could: those of the usual form and
// those that an earlier one had, so that what was taken out comes back with all that was written into it.
func (r *Report) Columns(ctx context.Context) (now *Form, known []Column, err error) {
	err = r.archive.View(ctx, func(tx *sqldb.Tx) error {
		if now, err = formNow(ctx, tx); err != nil {
			return err
		}
		forms := []*Form{now, UsualForm()}
		err := tx.Each(ctx, `SELECT body FROM report_form ORDER BY id DESC`, nil, func(rows *sql.Rows) error {
			var text []byte
			if err := rows.Scan(&text); err != nil {
				return err
			}
			f, err := ReadForm(text)
			forms = append(forms, f)
			return err
		})
		if err != nil {
			return fmt.Errorf("read the month's forms: %w", err)
		}
		seen := map[string]bool{}
		for _, f := range forms {
			for _, c := range f.Columns {
				if !seen[c.ID] {
					seen[c.ID], known = true, append(known, c)
				}
			}
		}
		return nil
	})
	return now, known, err
}

// NewColumnID is an id that no column ever had: what was written into one must not stand in another.
func (r *Report) NewColumnID() string {
	return "own_" + strconv.FormatInt(r.now().UnixNano(), 36)
}

func formNow(ctx context.Context, tx *sqldb.Tx) (*Form, error) {
	text := assets.MonthlyForm()
	err := tx.QueryRowContext(ctx, `SELECT body FROM report_form ORDER BY id DESC LIMIT 1`).Scan(&text)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("read the month's form: %w", err)
	}
	return ReadForm(text)
}

// SetForm puts other columns in place, for every month that is not locked.
func (r *Report) SetForm(ctx context.Context, f *Form, by string) error {
	by, _, err := said(by, "", false)
	if err != nil {
		return err
	}
	if err := f.Validate(); err != nil {
		return err
	}
	body, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("write the month's form: %w", err)
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `INSERT INTO report_form (body, by_whom, at) VALUES (?, ?, ?)`, body, by, r.now().UnixMilli()); err != nil {
			return fmt.Errorf("keep the month's form: %w", err)
		}
		return nil
	})
}

// Titled is a column's title with what it is counted in: 求职登记（人）.
func (c Column) Titled() string {
	if c.Unit == "" {
		return c.Title
	}
	return strings.Join([]string{c.Title, "（", c.Unit, "）"}, "")
}
