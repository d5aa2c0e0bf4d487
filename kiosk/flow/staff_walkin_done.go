package flow

import (
	"context"
	"strings"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// WalkinDone is the page after a posting was published.
type WalkinDone struct {
	*Clerk
	Row store.PostingRow
	// Job is the print job of its slip, 0 while none was asked for; State is how far it is.
	Job   int64
	State store.PrintState
	// Chat says that the text for chat groups is shown.
	Chat  bool
	Done  string // what was done last
	Fault string

	under Page
	busy  bool
}

func newWalkinDone(c *Clerk, under Page, id market.PostingID) *WalkinDone {
	p := &WalkinDone{Clerk: c, under: under, Row: store.PostingRow{Posting: market.Posting{ID: id}}}
	p.Reload()
	return p
}

// Name implements Page.
func (p *WalkinDone) Name() string { return "walkin.done" }

// Kind implements Page.
func (p *WalkinDone) Kind() Kind { return Staff }

// Forget implements Page.
func (p *WalkinDone) Forget() {
	p.Row, p.Job, p.Chat, p.Done, p.Fault = store.PostingRow{}, 0, false, "", ""
}

// Reload implements Reloader.
func (p *WalkinDone) Reload() bool {
	row, err := p.app.Desk.Store().Posting(p.app.Context, p.Row.ID)
	if err != nil {
		p.Fault = p.app.Sentence(err)
		return true
	}
	fresh := row != p.Row
	p.Row = row
	return fresh
}

// Tick implements Ticker: the paper goes its way.
func (p *WalkinDone) Tick() bool {
	if p.Job == 0 {
		return false
	}
	state, err := p.app.Config.Back.PrintState(p.app.Context, p.Job)
	if err != nil || store.PrintState(state) == p.State {
		return false
	}
	p.State = store.PrintState(state)
	return true
}

// Card puts the posting into words.
func (p *WalkinDone) Card() Card { return p.app.card(&p.Row) }

// When is the posting's time with its date.
func (p *WalkinDone) When() string { return p.app.whenExact(&p.Row.Posting) }

// Print queues the posting's slip, once.
func (p *WalkinDone) Print() {
	if p.busy || p.Job != 0 {
		return
	}
	p.busy, p.Fault = true, ""
	var job int64
	id, by := p.Row.ID, p.by()
	p.app.Slow(func(ctx context.Context) (err error) {
		_, job, err = p.app.Desk.PrintPosting(ctx, by, id)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Job, p.State = job, store.Queued
	})
}

// Finished leads back to where the form began.
func (p *WalkinDone) Finished() { p.leaveTo(p.under) }

// Another begins the entry of the next posting.
func (p *WalkinDone) Another() {
	p.leaveTo(p.under)
	p.app.Show(newWalkin(p.Clerk, p.under).first())
}

// PrintPoster queues a large paper about the posting, for a wall.
func (p *WalkinDone) PrintPoster() {
	if p.busy {
		return
	}
	p.busy, p.Fault, p.Done = true, "", ""
	id, by := p.Row.ID, p.by()
	p.app.Slow(func(ctx context.Context) error {
		_, err := p.app.Desk.PrintJobPoster(ctx, by, id)
		return err
	}, func(err error) {
		p.busy = false
		if err != nil {
			p.Fault = p.app.Sentence(err)
			return
		}
		p.Done = p.app.Words.T("walkin.done.poster_queued")
	})
}

// ShowChat shows the text for chat groups; HideChat takes it away.
func (p *WalkinDone) ShowChat() { p.chat(true, "") }

// HideChat see ShowChat.
func (p *WalkinDone) HideChat() { p.chat(false, "") }

// Copied says that the text was copied, and takes it away.
func (p *WalkinDone) Copied() { p.chat(false, p.app.Words.T("walkin.done.chat_copied")) }

func (p *WalkinDone) chat(on bool, done string) {
	p.Chat, p.Done, p.Fault = on, done, ""
	p.app.Changed()
}

// ChatText is the posting as lines to be sent to a chat group. It names the market, not the employer:
// who comes is checked in here.
func (p *WalkinDone) ChatText() string { return p.app.chatText(&p.Row) }

func (a *App) chatText(row *store.PostingRow) string {
	t := a.Words.T
	settled := t("line.unsaid")
	if row.Settlement != "" {
		settled = t("settlement." + string(row.Settlement))
	}
	where := a.Desk.Areas().PlaceWithCounty(row.Area)
	if row.Place != "" {
		where = t("walkin.check.where_text", "area", where, "place", row.Place)
	}
	lines := []string{
		t("chat.head", "market", a.Market, "title", row.Title, "n", row.Headcount),
		t("chat.pay", "pay", yuan(row.Pay), "unit", a.unit(row.Unit), "settled", settled),
		t("chat.when", "when", a.whenExact(&row.Posting)), t("chat.where", "where", where),
	}
	var extras []string
	for _, o := range []struct {
		on   bool
		name string
	}{{row.Meals, "meals"}, {row.Lodging, "lodging"}, {row.Transport, "transport"}} {
		if o.on {
			extras = append(extras, t("offer."+o.name))
		}
	}
	if len(extras) > 0 {
		lines = append(lines, t("chat.extras", "extras", strings.Join(extras, t("line.and"))))
	}
	how := t("chat.how_short", "market", a.Market)
	if page, _ := a.stationPage(); page.Inquiry != "" {
		how = t("chat.how", "market", a.Market, "phone", page.Inquiry)
	}
	return strings.Join(append(lines, how), "\n")
}
