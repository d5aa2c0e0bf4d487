package kiosk

import (
	"log/slog"
	"path/filepath"

	"yizhan/kiosk/device/speaker"
	"yizhan/kiosk/voice"
)

// sounds lets a station be heard: tones of its own, and the recordings in DIR/voices if it has any.
type sounds struct {
	out                *speaker.Speaker
	voices             voice.Library
	press, done, fault []byte
	log                *slog.Logger
}

func newSounds(dir string, log *slog.Logger) *sounds {
	return &sounds{
		out: speaker.Find(), voices: voice.Library{Dir: filepath.Join(dir, "voices")}, log: log,
		press: voice.Press(), done: voice.Success(), fault: voice.Error(),
	}
}

// Press implements view.Sounds.
func (s *sounds) Press() { s.out.Click(s.press) }

// Done implements view.Sounds.
func (s *sounds) Done() { s.out.Play(s.done) }

// Fault implements view.Sounds.
func (s *sounds) Fault() { s.out.Play(s.fault) }

// CanSay implements view.Sounds.
func (s *sounds) CanSay() bool { return !s.out.Silent() && !s.voices.Empty() }

// Say implements view.Sounds. A folder of recordings may lie on a slow disk, so it is read off the
// screen's goroutine.
func (s *sounds) Say(pieces []voice.Piece) {
	s.out.Hush()
	go func() {
		wav, err := s.voices.Compose(pieces)
		if err != nil {
			s.log.Warn("a recording cannot be used", slog.String("error", err.Error()))
			return
		}
		s.out.Play(wav)
	}()
}

// Hush implements view.Sounds.
func (s *sounds) Hush() { s.out.Hush() }
