package flow

import (
	"cmp"
	"reflect"
	"slices"

	"yizhan/kiosk/store"
)

// StaffPostings is the list of what was published at this station, open postings first.
type StaffPostings struct {
	*Clerk
	Rows  []store.PostingRow
	Pager Pager
	Fault string
}

// postingsAPage is how many postings stand on one page.
const postingsAPage = 4

func newStaffPostings(c *Clerk) *StaffPostings {
	p := &StaffPostings{Clerk: c, Pager: Pager{Size: postingsAPage}}
	p.Reload()
	return p
}

// Name implements Page.
func (p *StaffPostings) Name() string { return "staff.postings" }

// Kind implements Page.
func (p *StaffPostings) Kind() Kind { return Staff }

// Forget implements Page.
func (p *StaffPostings) Forget() { p.Rows = nil }

// Restart shows the first page of the list.
func (p *StaffPostings) Restart() {
	p.Pager.Show(0)
	p.Reload()
	p.app.Changed()
}

// Reload implements Reloader.
func (p *StaffPostings) Reload() bool {
	old := *p
	rows, err := ownPostings(p.app)
	p.Fault = ""
	if err != nil {
		p.Fault = p.app.Sentence(err)
		return true
	}
	// What is still wanted comes first, the newest before the older.
	slices.SortStableFunc(rows, func(x, y store.PostingRow) int {
		if x.Closed != y.Closed {
			if x.Closed {
				return 1
			}
			return -1
		}
		return cmp.Compare(y.OpenedAt, x.OpenedAt)
	})
	p.Rows = rows
	p.Pager.Recount(len(rows))
	return !reflect.DeepEqual(old, *p)
}

// Card puts a posting of the list into words.
func (p *StaffPostings) Card(row *store.PostingRow) Card { return p.app.card(row) }

// Shown are the postings of the page that is shown.
func (p *StaffPostings) Shown() []store.PostingRow {
	from, to := p.Pager.Span()
	return p.Rows[from:to]
}

// Turn goes by pages.
func (p *StaffPostings) Turn(by int) {
	p.Pager.Turn(by)
	p.app.Changed()
}

// Open shows who took a posting and how it went.
func (p *StaffPostings) Open(row store.PostingRow) {
	p.app.Show(newStaffPosting(p.Clerk, row))
}

// Walkin begins the entry of another posting.
func (p *StaffPostings) Walkin() { p.app.Show(newWalkin(p.Clerk, p).first()) }
