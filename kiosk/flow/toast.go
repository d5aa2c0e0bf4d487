package flow

// toastSeconds is how long a toast stays.
const toastSeconds = 6

// Toast shows a short word in the header for some seconds, where it hides nothing that can be
// pressed. It is for what went on by itself; what somebody must know before going on is a sheet.
func (a *App) Toast(word string) { a.toast, a.toasted = word, 0 }

// ToastWord is the toast shown now, "" for none.
func (a *App) ToastWord() string { return a.toast }

// ageToast takes it away in time.
func (a *App) ageToast() {
	if a.toast == "" {
		return
	}
	if a.toasted++; a.toasted >= toastSeconds {
		a.toast = ""
	}
}
