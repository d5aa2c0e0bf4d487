package store_test

import (
	"testing"

	"yizhan/kiosk/store"
)

// What staff chose for the screen is there after a restart.
func TestScreenIsKept(t *testing.T) {
	dir := t.TempDir()
	s, _ := enrolled(t, dir, noon)
	for _, want := range []store.Screen{{}, {Dark: true}, {Dark: true, Quiet: true}, {Quiet: true}} {
		if err := s.SetScreen(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if got, err := s.Screen(t.Context()); err != nil || got != want {
			t.Errorf("kept %+v (%v), chosen %+v", got, err, want)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), dir, noon)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if got, err := again.Screen(t.Context()); err != nil || got != (store.Screen{Quiet: true}) {
		t.Errorf("after a restart %+v (%v)", got, err)
	}
}
