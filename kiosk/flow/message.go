package flow

// Message is a page or a sheet that says one thing and offers ways on. A sheet lies over the
// page it was opened on.
type Message struct {
	Icon  string
	Mood  Mood
	Title string
	Text  string // below the title
	// Columns are at most two lists of short lines.
	Columns []Column
	Aside   *Aside
	QR      string // shown beside the rest; "" for none
	// Ways are one to three buttons, the primary last.
	Ways []Way

	app   *App
	name  string
	kind  Kind
	under Page // nil: a whole page
}

// Mood is the colour and sign of a message; the words say it too.
type Mood int

// The moods: as it should be, mind this, stop.
const (
	Calm Mood = iota
	Warn
	Stop
)

// Column is a list of lines under a word.
type Column struct {
	Title string
	Lines []Line
}

// Line is one short line with its sign.
type Line struct{ Icon, Text string }

// Aside is a large figure beside the lines: 等着上传 12 条.
type Aside struct {
	Before, Figure, After string
	Note                  string
}

// Way is a button.
type Way struct {
	Icon, Word string
	Do         func()
}

// Name implements Page.
func (m *Message) Name() string { return m.name }

// Kind implements Page.
func (m *Message) Kind() Kind { return m.kind }

// Under is the page below a sheet, nil for a message that is a page of its own.
func (m *Message) Under() Page { return m.under }

// Forget implements Page.
func (m *Message) Forget() {
	m.Title, m.Text, m.QR, m.Columns, m.Aside, m.Ways, m.under = "", "", "", nil, nil, nil, nil
}

// sheet opens a message over the current page.
func (a *App) sheet(m *Message) {
	m.app, m.under = a, a.Current()
	if m.kind == Attract {
		m.kind = max(Guest, m.under.Kind())
	}
	a.Show(m)
}

// understood is the way that closes a sheet.
func (a *App) understood() Way {
	return Way{"check-bold", a.Words.T("way.understood"), a.Back}
}

// fault opens a sheet with the sentence for an error; nothing was done.
func (a *App) fault(err error) {
	if code := DiskCode(err); code != "" {
		a.ranInto(code)
		a.cannotSave()
		return
	}
	a.sheet(&Message{
		name: "fault", Icon: "alert", Mood: Warn, Title: a.Words.T("fault.title"), Text: a.Sentence(err),
		Ways: []Way{a.understood()},
	})
}
