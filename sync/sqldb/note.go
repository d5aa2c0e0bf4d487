package sqldb

// Notes say what a transaction may have changed, in the words of the rooms that wrote. They are
// a superset: what a savepoint undid is in them too, so a listener reads again what is noted.
type Notes struct {
	Words map[string]bool
	All   bool // more than words can say: everything may be different
}

// Note says that the transaction may have changed the thing of this name. It costs nothing where
// nobody listens.
func (t *Tx) Note(word string) {
	if t.notes != nil {
		t.notes.Words[word] = true
	}
}

// NoteAll says that the transaction may have changed everything.
func (t *Tx) NoteAll() {
	if t.notes != nil {
		t.notes.All = true
	}
}

// OnCommit sets who is told of the notes of each transaction that has any, after its commit and
// outside of every lock, on the goroutine that committed. Commits of two goroutines may be told
// in any order, so the listener reads what stands now. It is told after a failed commit too,
// whose outcome only reading can tell.
func (d *DB) OnCommit(listener func(Notes)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.listener = listener
}

// listening gives the listener, and notes for a transaction when there is one.
func (d *DB) listening() (func(Notes), *Notes) {
	d.mu.RLock()
	defer d.mu.RUnlock()
	if d.listener == nil {
		return nil, nil
	}
	return d.listener, &Notes{Words: map[string]bool{}}
}
