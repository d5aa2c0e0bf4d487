package flow

import (
	"strconv"
	"time"
)

// Link is what the header's chip shows by its form.
type Link int

// The links: everything sent, something waits, no county.
const (
	AllSent Link = iota
	SomeWait
	NoLink
	DeviceOut // in the staff's header alone
)

// LinkWord is the chip of the header: its form and its word.
type LinkWord struct {
	Link Link
	Word string
}

// LinkWord puts the state of the sync into the chip's words: 已同步, 3条待上传, 离线2天.
func (a *App) LinkWord() LinkWord {
	s := a.Config.Back.SyncState()
	switch {
	case a.unsaved() != "":
		return LinkWord{NoLink, a.Words.T("unsaved.chip")}
	case !s.Online && s.Unsent > 0:
		return LinkWord{NoLink, a.Words.T("link.away_waiting", "away", a.away(s.LastGood), "n", s.Unsent)}
	case !s.Online:
		return LinkWord{NoLink, a.away(s.LastGood)}
	case s.Unsent > 0:
		return LinkWord{SomeWait, a.Words.T("link.waiting", "n", s.Unsent)}
	}
	return LinkWord{AllSent, a.Words.T("link.sent")}
}

// away says for how long the county has not been reached; never yet is plainly 离线.
func (a *App) away(last time.Time) string {
	gone := a.Now().Sub(last)
	switch {
	case last.IsZero() || gone < time.Hour:
		return a.Words.T("link.away")
	case gone < 24*time.Hour:
		return a.Words.T("link.away_hours", "n", int(gone.Hours()))
	}
	return a.Words.T("link.away_days", "n", int(gone.Hours()/24))
}

// ShowLink opens the plain story of the sync: what works now, what waits for the link, how
// much waits.
func (a *App) ShowLink() {
	if m, ok := a.Current().(*Message); ok && m.under != nil {
		return
	}
	if a.unsaved() != "" {
		a.cannotSave()
		return
	}
	s, link := a.Config.Back.SyncState(), a.LinkWord().Link
	m := &Message{
		name:  "link",
		Icon:  [...]string{"cloud-check", "cloud-upload", "cloud-off-outline"}[link],
		Title: a.Words.T([...]string{"link.story_sent", "link.story_waiting", "link.story_away"}[link]),
		Text:  a.Words.T("link.kept"),
		Columns: []Column{
			{a.Words.T("link.now"), a.lines("check-circle", "link.now_1", "link.now_2", "link.now_3")},
			{a.Words.T("link.later"), a.lines("account-clock", "link.later_1", "link.later_2", "link.later_3")},
		},
		Aside: &Aside{Before: a.Words.T("link.count"), Figure: strconv.FormatUint(s.Unsent, 10), After: a.Words.T("link.unit"), Note: a.lastGood()},
		Ways:  []Way{a.understood()},
	}
	if link == NoLink {
		m.Mood = Warn
	}
	a.sheet(m)
}

// lastGood says when the county was last reached.
func (a *App) lastGood() string {
	last := a.Config.Back.SyncState().LastGood
	if last.IsZero() {
		return a.Words.T("link.never")
	}
	at := last.In(a.CivilNow().Location())
	return a.Words.T("link.last", "day", a.dateWord(at), "clock", at.Format("15:04"))
}

// lines puts phrases behind one sign.
func (a *App) lines(icon string, keys ...string) []Line {
	out := make([]Line, len(keys))
	for i, key := range keys {
		out[i] = Line{icon, a.Words.T(key)}
	}
	return out
}
