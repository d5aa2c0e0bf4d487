package flow

import (
	"context"
	"slices"
	"time"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// HelpTab is what the right side of the help shows.
type HelpTab int

// The tabs: hardships to be confirmed, notes, and courses.
const (
	HelpTicks HelpTab = iota
	HelpNotes
	HelpCourses
)

// HelpTabs are the tabs in their order; the words are "aid.tab_<n>".
var HelpTabs = []HelpTab{HelpTicks, HelpNotes, HelpCourses}

// ShowTab shows another tab.
func (p *StaffHelp) ShowTab(t HelpTab) {
	p.Tab = t
	p.app.Changed()
}

// notesShown is how many notes are read.
const notesShown = 20

// HelpNote is a note in words.
type HelpNote struct {
	When  string // 今天, 7月9日
	Words string
	Who   string
}

// helpMore is what is read of somebody beside the hardships.
type helpMore struct {
	notes   []HelpNote
	courses []HelpCourse
	tagged  map[string]bool // postings of public welfare
	welcome map[string]bool // employers that like to take older people
}

// HelpCourse is a course, with whether it is of a trade that somebody does or wants.
type HelpCourse struct {
	Course
	Fits bool
}

// readMore reads it, beside the screen.
func (p *StaffHelp) readMore(ctx context.Context, person market.WorkerID, trades []market.TradeID) (m helpMore, err error) {
	s := p.app.Desk.Store()
	if m.tagged, err = s.Tagged(ctx, "welfare"); err != nil {
		return m, err
	}
	if m.welcome, err = s.Tagged(ctx, "older_welcome"); err != nil || person == "" {
		return m, err
	}
	notes, err := s.AidNotes(ctx, person, notesShown)
	if err != nil {
		return m, err
	}
	for _, n := range notes {
		who, err := p.app.accountTitle(ctx, n.By)
		if err != nil {
			return m, err
		}
		day := market.MinuteOf(time.UnixMilli(n.At)).Date()
		m.notes = append(m.notes, HelpNote{When: p.app.dayWord(day), Words: n.Words, Who: who})
	}
	rows, err := s.Trainings(ctx, p.app.today())
	if err != nil {
		return m, err
	}
	policy := &Policy{app: p.app}
	for i := range rows {
		m.courses = append(m.courses, HelpCourse{policy.course(&rows[i]), p.fits(rows[i].Trade, trades)})
	}
	slices.SortStableFunc(m.courses, func(a, b HelpCourse) int {
		switch {
		case a.Fits == b.Fits:
			return 0
		case a.Fits:
			return -1
		}
		return 1
	})
	return m, nil
}

// fits says whether a course is of a trade that somebody does, or of one of the same group.
func (p *StaffHelp) fits(course market.TradeID, trades []market.TradeID) bool {
	of, ok := p.app.Desk.Trades().Get(course)
	return ok && slices.ContainsFunc(trades, func(id market.TradeID) bool {
		t, ok := p.app.Desk.Trades().Get(id)
		return ok && (t.ID == of.ID || t.Group == of.Group)
	})
}

// Notes are those on who is open, the newest first.
func (p *StaffHelp) Notes() []HelpNote { return p.more.notes }

// Courses are those that are offered, the fitting ones first.
func (p *StaffHelp) Courses() []HelpCourse { return p.more.courses }

// WriteNote opens the keys for another note.
func (p *StaffHelp) WriteNote() {
	by, person := p.by(), p.Person
	e := NewEntry(p.app, p.app.Words.T("aid.note_title"), market.MaxAidNote, func(text string) {
		p.run(p.app.Words.T("aid.noted"), func(ctx context.Context) error { return p.app.Desk.NoteAid(ctx, by, person, text) })
	})
	p.app.Show(e.Offer(p.app.list("aid.note_quick")...))
}

// Enrol notes that who is open wants to learn something, under the number that is known of them.
func (p *StaffHelp) Enrol(c HelpCourse) {
	_, r, ok := p.Chosen()
	if !ok {
		return
	}
	by, name, phone := p.by(), r.Person.Name, r.Person.Phone
	p.run(p.app.Words.T("aid.enrolled", "what", c.Title), func(ctx context.Context) error {
		_, err := p.app.Desk.WishTraining(ctx, by, c.ID, phone, name)
		return err
	})
}

// JobTags are what staff said of the work of an idea and of its employer: 公益岗, 愿招大龄.
func (p *StaffHelp) JobTags(i Idea) []string {
	var out []string
	if p.more.tagged[string(i.Pair.Job)] {
		out = append(out, p.app.Words.T("tag.welfare"))
	}
	if j, ok := p.Hall.Job(i.Pair.Job); ok && p.more.welcome[string(j.Employer)] {
		out = append(out, p.app.Words.T("tag.older_welcome"))
	}
	return out
}

// welfareFirst puts work of public welfare before other work, and that of employers who like to take
// older people before the rest, for whoever has grade A or B; the rank stays within each.
func (p *StaffHelp) welfareFirst(ideas []Idea) {
	weight := func(i Idea) int { return -len(p.JobTags(i)) }
	slices.SortStableFunc(ideas, func(a, b Idea) int { return weight(a) - weight(b) })
}

// TagDone is what staff say of a posting and its employer after it was published.
type TagDone struct {
	Tag string
	On  bool
}

// Tags are they, as they are now.
func (p *WalkinDone) Tags() []TagDone {
	s, ctx := p.app.Desk.Store(), p.app.Context
	welfare, _ := s.HasTag(ctx, string(p.Row.ID), "welfare")
	older, _ := s.HasTag(ctx, string(p.Row.Employer), "older_welcome")
	return []TagDone{{"welfare", welfare}, {"older_welcome", older}}
}

// ToggleTag says it, or takes it back.
func (p *WalkinDone) ToggleTag(t TagDone) {
	if p.busy {
		return
	}
	p.busy, p.Fault, p.Done = true, "", ""
	row, by := p.Row, p.by()
	p.app.Slow(func(ctx context.Context) error { return p.app.setTag(ctx, by, &row, t) }, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
		}
	})
}

func (a *App) setTag(ctx context.Context, by string, row *store.PostingRow, t TagDone) error {
	if t.Tag == "welfare" {
		return a.Desk.TagPosting(ctx, by, row.ID, t.Tag, t.On)
	}
	return a.Desk.TagEmployer(ctx, by, row.Employer, t.Tag, t.On)
}
