package flow

// Register begins the registration of somebody at the desk, or a new card for who lost theirs: the
// pages are those of a check-in, with what the public screen need not ask left out.
func (m *StaffMenu) Register() {
	w := newWho(m.app, toCheckIn, nil)
	w.clerk = m.Clerk
	m.app.Show(w)
}
