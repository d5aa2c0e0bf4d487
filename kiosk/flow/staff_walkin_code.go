package flow

import (
	"context"

	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// FindByCode asks for an employer's unified social credit code instead of the phone.
func (p *WalkinPage) FindByCode() {
	e := NewEntry(p.app, p.app.Words.T("walkin.code.title"), usccLength, p.byCode).Signs()
	p.app.Show(e.Check(func(text string) error {
		_, err := market.ParseUSCC(text)
		return err
	}))
}

func (p *WalkinPage) byCode(text string) {
	code, err := market.ParseUSCC(text)
	if err != nil {
		p.fault("phone", p.app.Sentence(err))
		return
	}
	var found []store.EmployerRow
	p.busy = true
	known := p.app.Desk.Store()
	p.app.Slow(func(ctx context.Context) (err error) {
		found, err = known.EmployersByCode(ctx, code)
		return err
	}, func(err error) {
		p.busy = false
		switch {
		case p.app.Current() != Page(p):
		case err != nil:
			p.fault("phone", p.app.Sentence(err))
		case len(found) == 0:
			p.fault("phone", p.app.Words.T("walkin.code.none"))
		case len(found) == 1:
			p.PickFound(found[0])
		default:
			p.Found = found
			p.show(AskFound)
		}
	})
}
