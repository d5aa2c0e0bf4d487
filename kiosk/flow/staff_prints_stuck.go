package flow

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// Stuck is what keeps papers from coming out, or kept them.
type Stuck struct {
	Trouble string // 打印机缺纸; "" while the printers are well
	Do      string // what to do about it
	Failed  int    // papers of which nothing came out, and that somebody still wants
}

// stuck says how it is now.
func (p *StaffPrints) stuck() (s Stuck) {
	for _, f := range p.app.Config.Back.Devices() {
		if f.Device == "printer" || f.Device == "office" {
			s.Trouble, s.Do = p.app.deviceWord(f), p.app.Words.T("staff.print.do_"+f.Code)
			break
		}
	}
	for _, l := range p.Lines {
		if l.failed() {
			s.Failed++
		}
	}
	return s
}

// failed says that nothing of it came out and that it is still wanted.
func (l PrintLine) failed() bool { return l.WantsLook() && l.State == store.PrintFailed }

// MayRetryAll says whether the papers that did not come out can be sent once more together: there are
// several, and the printers are well.
func (p *StaffPrints) MayRetryAll() bool { return p.Stuck.Trouble == "" && p.Stuck.Failed > 1 }

// RetryAll queues them again as they are. One of which nobody knows whether it came out is not among them,
// nor one that has gone on meanwhile.
func (p *StaffPrints) RetryAll() {
	var jobs []int64
	for i := len(p.Lines) - 1; i >= 0; i-- { // the oldest first
		if p.Lines[i].failed() {
			jobs = append(jobs, p.Lines[i].ID)
		}
	}
	p.deed("staff.print.all_queued", func(ctx context.Context) error {
		for _, id := range jobs {
			err := p.app.Desk.Store().MovePrint(ctx, id, store.Queued, "", store.PrintFailed)
			if err != nil && market.Code(err) != "wrong_state" {
				return err
			}
		}
		return nil
	})
}
