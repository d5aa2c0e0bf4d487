package report

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// Officer is somebody of an office, as 附件1 asks for them.
type Officer struct {
	Name  string `json:"name"`
	Post  string `json:"post"`
	Phone string `json:"phone"`
}

// Contact is one row of 附件1, 零工市场建设分管领导和联络人信息表.
type Contact struct {
	Area    market.AreaCode `json:"area"` // of the unit that fills it in
	Leader  Officer         `json:"leader"`
	Liaison Officer         `json:"liaison"`
	Remark  string          `json:"remark,omitempty"`

	Unit string    `json:"-"` // the area's name
	By   string    `json:"-"`
	At   time.Time `json:"-"`
}

// check brings a row to its written form: names, posts and phones must be there.
func (c *Contact) check() error {
	for _, f := range []struct {
		field string
		to    *string
	}{
		{"name", &c.Leader.Name},
		{"post", &c.Leader.Post},
		{"phone", &c.Leader.Phone},
		{"name", &c.Liaison.Name},
		{"post", &c.Liaison.Post},
		{"phone", &c.Liaison.Phone},
	} {
		*f.to = line(*f.to)
		if *f.to == "" {
			return &market.Error{Code: "required", Field: f.field}
		}
		if len([]rune(*f.to)) > maxWho {
			return &market.Error{Code: "too_long", Field: f.field}
		}
	}
	for _, o := range []*Officer{&c.Leader, &c.Liaison} {
		phone, err := market.ParsePhone(o.Phone)
		if err != nil {
			return &market.Error{Code: "bad_phone", Field: "phone"}
		}
		o.Phone = phone
	}
	if c.Remark = line(c.Remark); len([]rune(c.Remark)) > maxWhy {
		return &market.Error{Code: "too_long", Field: "notes"}
	}
	return nil
}

// SetContact keeps a unit's row. Refusals: unknown_area, required, too_long, bad_phone.
func (r *Report) SetContact(ctx context.Context, c Contact, by string) error {
	by, _, err := said(by, "", false)
	if err != nil {
		return err
	}
	if _, ok := r.areas.Get(c.Area); !ok {
		return &market.Error{Code: "unknown_area", Field: "area"}
	}
	if err := c.check(); err != nil {
		return err
	}
	body, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("write contact of %s: %w", c.Area, err)
	}
	return r.archive.Update(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO report_contact (area, body, by_whom, at) VALUES (?, ?, ?, ?)`, string(c.Area), body, by, r.now().UnixMilli())
		if err != nil {
			return fmt.Errorf("keep contact of %s: %w", c.Area, err)
		}
		return nil
	})
}

// Contacts gives the rows within an area, in the order of areas.
func (r *Report) Contacts(ctx context.Context, within market.AreaCode) ([]Contact, error) {
	if err := r.scope(within); err != nil {
		return nil, err
	}
	newest := map[market.AreaCode]Contact{}
	err := r.archive.View(ctx, func(tx *sqldb.Tx) error {
		return tx.Each(ctx, `SELECT body, by_whom, at FROM report_contact ORDER BY id`, nil, func(rows *sql.Rows) error {
			var c Contact
			var body []byte
			var at int64
			if err := rows.Scan(&body, &c.By, &at); err != nil {
				return err
			}
			if err := json.Unmarshal(body, &c); err != nil {
				return err
			}
			c.At = time.UnixMilli(at)
			a, _ := r.areas.Get(c.Area)
			if c.Unit = a.Name; inside(c.Area, within) {
				newest[c.Area] = c
			}
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("read contacts: %w", err)
	}
	out := make([]Contact, 0, len(newest))
	for _, code := range slices.Sorted(maps.Keys(newest)) {
		out = append(out, newest[code])
	}
	return out, nil
}

func (c Contact) cells() []string {
	return []string{
		c.Unit, c.Leader.Name, c.Leader.Post, c.Leader.Phone, c.Liaison.Name, c.Liaison.Post, c.Liaison.Phone, c.Remark,
		c.At.In(market.Zone).Format(time.DateOnly),
	}
}

func (r *Report) contactHeads() []string {
	officer := []string{r.words.T("report.contact_name"), r.words.T("report.contact_post"), r.words.T("report.contact_phone")}
	out := append([]string{r.words.T("report.contact_unit")}, officer...)
	return append(append(out, officer...), r.words.T("report.contact_remark"), r.words.T("report.contact_date"))
}

// WriteContacts writes 附件1 as a spreadsheet in the layout of the published form.
func (r *Report) WriteContacts(w io.Writer, all []Contact) error {
	b := newBook(r.words.T("report.sheet_contacts"))
	b.text(1, 1, r.words.T("report.contacts_title"), "title")
	b.height(1, 32)
	b.text(2, 2, r.words.T("report.contact_leader"), "head")
	b.text(5, 2, r.words.T("report.contact_liaison"), "head")
	b.merge(2, 4, 2)
	b.merge(5, 7, 2)
	for i, head := range r.contactHeads() {
		b.text(1+i, 3, head, "head")
	}
	for i, c := range all {
		for j, words := range c.cells() {
			b.text(1+j, 4+i, words, "text")
		}
	}
	b.width(1, 1, 24)
	b.width(2, 9, 16)
	b.still(1, 3)
	return b.end(w)
}

// WriteContactsCSV is the same as plain text.
func (r *Report) WriteContactsCSV(w io.Writer, all []Contact) error {
	t := newTable(w)
	t.row(r.contactHeads()...)
	for _, c := range all {
		t.row(c.cells()...)
	}
	return t.end()
}
