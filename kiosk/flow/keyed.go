package flow

// Keyed is a number that is pressed on a page with a keypad.
type Keyed struct {
	Digits string
	Fault  string // why the number is not taken

	app         *App
	least, most int // how many digits it has
}

// Missing is how many digits are still to come.
func (k *Keyed) Missing() int { return max(0, k.least-len(k.Digits)) }

// Most is how many digits there may be.
func (k *Keyed) Most() int { return k.most }

// Digit presses a digit.
func (k *Keyed) Digit(d rune) {
	if len(k.Digits) < k.most {
		k.set(k.Digits + string(d))
	}
}

// Delete takes the last digit away.
func (k *Keyed) Delete() {
	if k.Digits != "" {
		k.set(k.Digits[:len(k.Digits)-1])
	}
}

// Clear takes all digits away.
func (k *Keyed) Clear() { k.set("") }

func (k *Keyed) set(digits string) {
	k.Digits, k.Fault = digits, ""
	k.app.Changed()
}

// wrong says why the number is not taken.
func (k *Keyed) wrong(sentence string) {
	k.Fault = sentence
	k.app.Changed()
}

func (k *Keyed) forget() { k.Digits, k.Fault = "", "" }

// cut takes pages away until depth are left, so that 返回 does not lead to steps that are done.
func (a *App) cut(depth int) {
	for len(a.stack) > max(depth, 1) {
		a.Current().Forget()
		a.stack = a.stack[:len(a.stack)-1]
	}
}
