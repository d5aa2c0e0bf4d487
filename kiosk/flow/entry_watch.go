package flow

import "context"

// watching is what somebody has to say of the text while it is being written. One text at a time is
// looked at beside the screen; what is said of a text that has changed since is dropped.
type watching struct {
	read    func(text string) (say string, bad bool) // nil: nobody watches
	running bool
	asked   bool
	gone    bool
	text    string // of which Say was said

	say string
	bad bool
}

// Watch lets somebody read along: say stands below the text, bad where the text must not stay so.
// read runs beside the screen.
func (e *Entry) Watch(read func(text string) (say string, bad bool)) *Entry {
	e.watch.read = read
	e.look()
	return e
}

// Watched says whether somebody reads along.
func (e *Entry) Watched() bool { return e.watch.read != nil }

// Say is what was said of the text last, and whether it must not stay so.
func (e *Entry) Say() (say string, bad bool) { return e.watch.say, e.watch.bad }

// look asks what there is to say of the newest text.
func (e *Entry) look() {
	w := &e.watch
	if w.read == nil || w.running || w.gone || w.asked && w.text == e.text {
		return
	}
	w.running, w.asked = true, true
	read, text := w.read, e.text
	say, bad := "", false
	e.app.Slow(func(context.Context) error {
		say, bad = read(text)
		return nil
	}, func(error) {
		if w.gone {
			return
		}
		w.running, w.text, w.say, w.bad = false, text, say, bad
		e.look()
	})
}
