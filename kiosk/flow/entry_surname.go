package flow

import "yizhan/kiosk/ime"

// SurnamesAPage is how many surname tiles stand on one page.
const SurnamesAPage = 20

// maxSurname is the length of the longest surnames offered by writing.
const maxSurname = 4

// honorific makes a surname a name to be called by. It is part of the name, not of the screen.
const honorific = "师傅"

// Surname is the page that asks how somebody is to be called: a tap on 李 gives 李师傅. Surnames
// that are not on the tiles are written.
type Surname struct {
	Title string
	Pager Pager

	app  *App
	kind Kind
	all  []string
	done func(name string)
}

// NewSurname makes the page. done is told 李师傅 after the page has gone.
func NewSurname(app *App, title string, done func(name string)) *Surname {
	all := ime.Surnames()
	return &Surname{
		Title: title, Pager: Pager{Size: SurnamesAPage, Count: len(all)},
		app: app, kind: writingKind(app), all: all, done: done,
	}
}

// Name implements Page.
func (s *Surname) Name() string { return "surname" }

// Kind implements Page.
func (s *Surname) Kind() Kind { return s.kind }

// Forget implements Page.
func (s *Surname) Forget() { s.done = func(string) {} }

// Shown are the surnames of the page that is shown.
func (s *Surname) Shown() []string {
	from, to := s.Pager.Span()
	return s.all[from:to]
}

// Turn goes by pages.
func (s *Surname) Turn(by int) {
	s.Pager.Turn(by)
	s.app.Changed()
}

// Pick answers with a surname: 李 gives 李师傅.
func (s *Surname) Pick(surname string) {
	name, done := surname+honorific, s.done
	s.app.Back()
	done(name)
	s.app.Changed()
}

// Other opens the keys for a surname that is not on the tiles.
func (s *Surname) Other() {
	e := NewEntry(s.app, s.app.Words.T("entry.surname"), maxSurname, s.Pick).Hint(ime.Name)
	s.app.Show(e)
}

// Restart shows the first page of tiles.
func (s *Surname) Restart() {
	s.Pager.Show(0)
	s.app.Changed()
}
