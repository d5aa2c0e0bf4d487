package flow

// Paper is a slip on its way out of the printer, as a page shows it.
type Paper struct {
	State PaperState
	job   int64
}

// PaperState is how far a paper has come. The words are those of Backstage.PrintState.
type PaperState string

// The states: none asked for, waiting or being printed, out or at least written whole, failed.
const (
	NoPaper     PaperState = ""
	PaperQueued PaperState = "queued"
	PaperInWork PaperState = "sending"
	PaperUnsure PaperState = "unconfirmed"
	PaperOut    PaperState = "printed"
	PaperFailed PaperState = "failed"
)

// Busy says whether the paper may still come.
func (p *Paper) Busy() bool { return p.State == PaperQueued || p.State == PaperInWork }

// Failed says that no paper will come by itself.
func (p *Paper) Failed() bool { return p.State == PaperFailed || p.State == PaperUnsure }

// Part is how much of the way is done, for a bar: between 0 and 1.
func (p *Paper) Part() float32 {
	switch p.State {
	case PaperQueued:
		return 0.25
	case PaperInWork:
		return 0.6
	case PaperOut:
		return 1
	}
	return 0
}

// look asks how far the paper is and says whether that changed.
func (p *Paper) look(a *App) bool {
	if p.job == 0 || !p.Busy() {
		return false
	}
	state, err := a.Config.Back.PrintState(a.Context, p.job)
	if err != nil || PaperState(state) == p.State {
		return false
	}
	p.State = PaperState(state)
	return true
}
