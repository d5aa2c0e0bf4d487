package flow

import (
	"context"

	"yizhan/sync/market"
)

// DiskCode is the refusal of a disk that took nothing, "" for any other error or none.
func DiskCode(err error) string {
	if code := market.Code(err); code == "disk_full" || code == "disk_error" {
		return code
	}
	return ""
}

// stuck is the refusal of the disk that somebody ran into, and how often something had been stored
// until then: when more has been since, it is over.
type stuck struct {
	code  string
	saves int64
}

func (a *App) ranInto(code string) { a.stuck = stuck{code, a.saves.Load()} }

// unsaved is why nothing can be stored, as far as is known: what somebody ran into here, or the sync
// behind the screen. "" usually.
func (a *App) unsaved() string {
	if a.stuck.code != "" && a.stuck.saves == a.saves.Load() {
		return a.stuck.code
	}
	return a.Config.Back.SyncState().Disk
}

// begin starts what ends in storing something. While nothing can be stored, that is tried before
// anybody fills a form: it works again, or is said at the door and not at the end.
func (a *App) begin(task func()) {
	if a.unsaved() == "" {
		task()
		return
	}
	here := a.Current()
	a.Slow(func(ctx context.Context) error { return a.Desk.SetScreen(ctx, a.screen) }, func(err error) {
		a.ranInto(DiskCode(err))
		switch {
		case a.Current() != here:
		case a.stuck.code != "":
			a.cannotSave()
		default:
			task()
		}
	})
}

// retry asks the disk again after somebody ran into it.
func (a *App) retry() {
	if a.stuck.code != "" {
		a.Slow(func(ctx context.Context) error { return a.Desk.SetScreen(ctx, a.screen) }, func(err error) { a.ranInto(DiskCode(err)) })
	}
}

// cannotSave opens a sheet that says so in plain words: nothing that was stored is lost, what works all
// the same, and where to go with what cannot wait.
func (a *App) cannotSave() {
	t := a.Words.T
	page, _ := a.stationPage()
	a.sheet(&Message{
		name: "unsaved", Icon: "alert", Mood: Warn, Title: t("unsaved." + a.unsaved()), Text: t("unsaved.kept"),
		Columns: []Column{
			{t("unsaved.now"), []Line{{"magnify", t("unsaved.now_1")}, {"qrcode-scan", t("unsaved.now_2")}, {"file-document", t("unsaved.now_3")}}},
			{t("unsaved.hurry"), []Line{
				{"account-tie", t("unsaved.hurry_1")},
				{"phone", t("unsaved.inquiry", "phone", page.Inquiry)},
				{"phone", t("unsaved.complaints", "phone", page.Complaints)},
			}},
		},
		Ways: []Way{
			{"magnify", t("number.find"), func() {
				a.End()
				a.Show(newTrades(a))
			}},
			a.understood(),
		},
	})
}
