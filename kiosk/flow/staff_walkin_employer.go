package flow

import (
	"context"
	"slices"

	"yizhan/kiosk/ime"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
)

// longestPhone is 0375-2978818 without the hyphen and one digit more.
const longestPhone = 12

// PhoneDigit presses a digit of the employer's number.
func (p *WalkinPage) PhoneDigit(d rune) {
	if len(p.Phone) < p.PhoneLength() {
		p.Phone += string(d)
		p.touched()
	}
}

// PhoneLength is how many digits the number has: eleven, and more for a fixed line, which
// begins with 0.
func (w *Walkin) PhoneLength() int {
	if w.Phone != "" && w.Phone[0] == '0' {
		return longestPhone
	}
	return 11
}

// PhoneDelete takes the last digit away.
func (p *WalkinPage) PhoneDelete() {
	if p.Phone != "" {
		p.Phone = p.Phone[:len(p.Phone)-1]
		p.touched()
	}
}

// PhoneClear takes all digits away.
func (p *WalkinPage) PhoneClear() {
	p.Phone = ""
	p.touched()
}

// findEmployer looks the number up: those known here are offered, else a new one is asked for.
func (p *WalkinPage) findEmployer() {
	phone, err := market.ParsePhone(p.Phone)
	if err != nil {
		p.fault("phone", p.app.Sentence(err))
		return
	}
	if p.Employer.Phone != phone {
		p.Employer = market.Employer{Phone: phone}
	}
	var found []store.EmployerRow
	p.busy = true
	known := p.app.Desk.Store()
	p.app.Slow(func(ctx context.Context) (err error) {
		found, err = known.EmployersByPhone(ctx, phone)
		return err
	}, func(err error) {
		p.busy = false
		if p.app.Current() != Page(p) {
			return
		}
		p.Found = found
		switch {
		case err != nil:
			p.fault("phone", p.app.Sentence(err))
		case len(found) > 0:
			p.show(AskFound)
		default:
			p.show(AskKind)
		}
	})
}

// FoundAPage is how many employers with one number are offered; families and villages share
// phones, but not many.
const foundAPage = 3

// ShownFound are the employers offered, the newest first.
func (w *Walkin) ShownFound() []store.EmployerRow {
	list := slices.Clone(w.Found)
	slices.Reverse(list)
	return list[:min(len(list), foundAPage)]
}

// PickFound takes a known employer and goes on.
func (p *WalkinPage) PickFound(e store.EmployerRow) {
	p.Employer = market.Employer{ID: e.ID, Name: e.Name, Kind: e.Kind, Licence: e.Licence, Contact: e.Contact, Phone: e.Phone}
	p.Faults = map[string]string{}
	p.readLast()
	p.goOn()
}

// NewEmployer says that it is none of those.
func (p *WalkinPage) NewEmployer() {
	p.Employer = market.Employer{Phone: p.Employer.Phone}
	p.show(AskKind)
}

// PickKind answers what kind of employer it is. A person is asked for the surname; anything
// else for its name and papers.
func (p *WalkinPage) PickKind(k market.EmployerKind) {
	p.Employer.ID = ""
	if p.Employer.Kind != k {
		p.Employer = market.Employer{Phone: p.Employer.Phone, Kind: k}
	}
	if k == "individual" || k == "farm" {
		p.app.Show(NewSurname(p.app, p.app.Words.T("walkin.surname"), func(name string) {
			p.Employer.Name, p.Employer.Contact = name, name
			p.goOn()
		}))
		return
	}
	p.show(AskFirm)
}

// FirmField is one line of the screen about a firm.
type FirmField struct {
	// Field is its name in the command contract: "name", "contact", "uscc", "licence".
	Field string
	Value string
	// Needed says that the screen does not go on without it.
	Needed bool
}

// FirmFields are the lines that this kind of employer is asked for.
func (w *Walkin) FirmFields() []FirmField {
	fields := []FirmField{
		{"name", w.Employer.Name, true}, {"contact", w.Employer.Contact, false}, {"uscc", w.Employer.USCC, false},
	}
	if w.Employer.Kind == "agency" {
		fields = append(fields, FirmField{"licence", w.Employer.Licence, true})
	}
	return fields
}

// uscc and licence numbers have this many signs at most.
const (
	usccLength    = 18
	licenceLength = 24
)

// WriteFirm opens the keys, or the surname tiles, for one line.
func (p *WalkinPage) WriteFirm(field string) {
	title := p.app.Words.T("walkin.firm." + field)
	e := &p.Employer
	keep := func(into *string) func(string) {
		return func(text string) {
			*into = text
			p.Faults = map[string]string{}
		}
	}
	switch field {
	case "name":
		p.app.Show(NewEntry(p.app, title, market.MaxName, keep(&e.Name)).Hint(ime.Employer).With(e.Name).Offer(p.words("walkin.firm.quick")...))
	case "contact":
		p.app.Show(NewSurname(p.app, title, keep(&e.Contact)))
	case "uscc":
		p.app.Show(NewEntry(p.app, title, usccLength, keep(&e.USCC)).With(e.USCC).Signs().Optional().Check(func(text string) error {
			_, err := market.ParseUSCC(text)
			return err
		}))
	case "licence":
		p.app.Show(NewEntry(p.app, title, licenceLength, keep(&e.Licence)).With(e.Licence).Signs())
	}
}
