package speaker

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// player makes a program that stands for one.
func player(t *testing.T, script string) *Speaker {
	t.Helper()
	file := filepath.Join(t.TempDir(), "player")
	if err := os.WriteFile(file, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return &Speaker{command: []string{file}}
}

// until waits for what another goroutine does; it bounds a hang and measures nothing.
func until(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

func (s *Speaker) state() (playing, rests bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stop != nil, time.Now().Before(s.rest)
}

func TestPlayerGetsTheSound(t *testing.T) {
	out := filepath.Join(t.TempDir(), "heard")
	s := player(t, "cat > '"+out+"'")
	s.Play([]byte("a sound"))
	until(t, "the sound to be over", func() bool { playing, _ := s.state(); return !playing })
	if b, err := os.ReadFile(out); err != nil || string(b) != "a sound" {
		t.Errorf("heard %q (%v)", b, err)
	}
	if _, rests := s.state(); rests {
		t.Error("a sound that went well is followed by a rest")
	}
}

// A device that hangs keeps neither the screen nor the next sound waiting.
func TestPlayerThatHangsIsEnded(t *testing.T) {
	out := filepath.Join(t.TempDir(), "heard")
	s := player(t, `case "$(cat)" in hang) sleep 600;; *) echo yes > '`+out+`';; esac`)
	s.Play([]byte("hang"))
	s.Click([]byte("left out, since something plays"))
	s.Play([]byte("next"))
	until(t, "the next sound", func() bool { _, err := os.Stat(out); return err == nil })
	until(t, "the end", func() bool { playing, _ := s.state(); return !playing })
	if _, rests := s.state(); rests {
		t.Error("a sound that was ended for another counts as a failure")
	}
}

func TestWithoutDeviceItRests(t *testing.T) {
	s := player(t, "exit 1")
	s.Play([]byte("a sound"))
	until(t, "the failure", func() bool { _, rests := s.state(); return rests })
	s.Play([]byte("another"))
	if playing, _ := s.state(); playing {
		t.Error("it is tried again at once")
	}
}

func TestWithoutPlayerItIsSilent(t *testing.T) {
	var s Speaker
	s.Play([]byte("a sound"))
	s.Hush()
	if !s.Silent() {
		t.Error("a speaker without a player is not silent")
	}
}
