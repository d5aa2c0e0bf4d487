package market

import "time"

// EmployerKind is who asks for workers.
type EmployerKind string

// EmployerKinds is the contract's list.
var EmployerKinds = []EmployerKind{"company", "individual", "farm", "coop", "agency"}

// Employer is somebody who needs workers. Name and USCC of a company are public; ID number is
// private to the station that took it and to the county; Contact and Phone are what workers
// are told, published with the employer's consent.
type Employer struct {
	ID       EmployerID   `json:"employer,omitempty"`
	Name     string       `json:"name"`
	Kind     EmployerKind `json:"kind"`
	USCC     string       `json:"uscc,omitempty"`
	IDNumber string       `json:"id_number,omitempty"`
	Licence  string       `json:"licence,omitempty"`
	Contact  string       `json:"contact,omitempty"` // how to be called: 史师傅
	Phone    string       `json:"phone"`             // normal form of ParseMobile, or a fixed line
}

// MaxName is the longest name, in characters.
const MaxName = 50

// Normalize brings codes and phone to their one written form. Run it before Validate.
func (e *Employer) Normalize() {
	e.Name, e.Contact, e.Licence = cleanLine(e.Name), cleanLine(e.Contact), cleanLine(e.Licence)
	if v, err := ParsePhone(e.Phone); err == nil {
		e.Phone = v
	}
	if v, err := ParseUSCC(e.USCC); err == nil {
		e.USCC = v
	}
	if v, err := ParseResidentID(e.IDNumber, time.Time{}); err == nil {
		e.IDNumber = v.Number
	}
}

// Validate gives every fault of the form as Errors.
func (e *Employer) Validate(now time.Time) error {
	var l Errors
	l.line("name", e.Name, MaxName, true)
	oneOf(&l, "kind", e.Kind, EmployerKinds, true)
	if e.USCC != "" {
		if _, err := ParseUSCC(e.USCC); err != nil {
			l.add(Code(err), "uscc")
		}
	}
	if e.IDNumber != "" {
		if _, err := ParseResidentID(e.IDNumber, now); err != nil {
			l.add(Code(err), "id_number")
		}
	}
	if e.Kind == "agency" && e.Licence == "" {
		l.add("agency_no_licence", "licence")
	}
	l.line("licence", e.Licence, MaxName, false)
	l.line("contact", e.Contact, MaxName, false)
	if e.Phone == "" {
		l.add("required", "phone")
	} else if _, err := ParsePhone(e.Phone); err != nil {
		l.add(Code(err), "phone")
	}
	return l.orNil()
}

// Purpose is why somebody came to the market.
type Purpose string

// Purposes is the contract's list; the first is the default.
var Purposes = []Purpose{"work", "hire", "advice", "training", "rights"}

// MaxTrades is how many trades a worker may name.
const MaxTrades = 5

// MinAge is the youngest age at which anybody may work (禁止使用童工规定).
const MinAge = 16

// Worker is somebody who looks for work. Name is what the worker wants to be called
// (李师傅); Phone may be empty.
type Worker struct {
	ID        WorkerID  `json:"worker,omitempty"`
	Name      string    `json:"name"`
	Phone     string    `json:"phone,omitempty"`
	BirthYear int       `json:"birth_year,omitempty"` // 0: not said
	Trades    []TradeID `json:"trades,omitempty"`
	Area      AreaCode  `json:"area,omitempty"` // where the worker lives
	IDNumber  string    `json:"-"`              // normal form of ParseResidentID; empty where nothing needs it
	Notice    int       `json:"-"`              // version of the notice agreed to, when registering; 0: none was shown
}

// Normalize brings phone and ID number to their one written form and drops repeated trades.
func (w *Worker) Normalize() {
	w.Name = cleanLine(w.Name)
	if v, err := ParseResidentID(w.IDNumber, time.Time{}); err == nil {
		w.IDNumber = v.Number
	}
	if v, err := ParsePhone(w.Phone); err == nil {
		w.Phone = v
	}
	seen := map[TradeID]bool{}
	kept := w.Trades[:0:0]
	for _, t := range w.Trades {
		if !seen[t] {
			kept, seen[t] = append(kept, t), true
		}
	}
	w.Trades = kept
}

// Validate gives every fault as Errors. Somebody under sixteen is refused with under16; the
// caller must then keep nothing of the form.
func (w *Worker) Validate(now time.Time, areas *Areas, trades *Trades) error {
	var l Errors
	l.line("name", w.Name, MaxName, true)
	if w.Phone != "" {
		if _, err := ParsePhone(w.Phone); err != nil {
			l.add(Code(err), "phone")
		}
	}
	if w.BirthYear != 0 {
		switch age := now.In(Zone).Year() - w.BirthYear; {
		case age < 0 || age > 110:
			l.add("bad_birth_year", "birth_year")
		case age < MinAge:
			l.add("under16", "birth_year")
		}
	}
	if w.IDNumber != "" {
		if v, err := ParseResidentID(w.IDNumber, now); err != nil {
			l.add(Code(err), "id_number")
		} else if v.Birth.AddDate(MinAge, 0, 0).After(now) {
			l.add("under16", "id_number")
		}
	}
	if len(w.Trades) > MaxTrades {
		l.add("too_many_trades", "trades")
	}
	for _, t := range w.Trades {
		if _, ok := trades.Get(t); !ok {
			l.add("unknown_trade", "trades")
			break
		}
	}
	if w.Area != "" {
		if _, ok := areas.Get(w.Area); !ok {
			l.add("unknown_area", "area")
		}
	}
	return l.orNil()
}

// CheckIn is one visit of a worker; Number is the number of the day at that station.
type CheckIn struct {
	ID      CheckInID `json:"check_in"`
	Worker  WorkerID  `json:"worker"`
	Purpose Purpose   `json:"purpose"`
	Day     string    `json:"day"` // "2026-11-22"
	Number  int       `json:"number"`
}
