// Package speaker plays sounds through a small player program of the system: PipeWire's, PulseAudio's
// or ALSA's, whichever is there.
//
// A program of its own, because a sound library opens the sound device inside the kiosk: it needs
// ALSA's headers to be built and, with no device or a broken one, waits without end. A player can be
// killed, and a station without any is silent. Begin at Find.
package speaker

import (
	"bytes"
	"context"
	"os/exec"
	"sync"
	"time"
)

// longest is how long one sound may take before its player is killed.
const longest = 90 * time.Second

// resting is how long nothing is tried after a player failed: no device, or one that is gone.
const resting = time.Minute

// players are the programs that read a WAV from standard input, the best first.
var players = [][]string{{"pw-play", "-"}, {"paplay", "/dev/stdin"}, {"aplay", "-q", "-"}}

// Speaker plays one sound at a time. The zero Speaker is silent. Its methods return at once and may
// be called from any goroutine.
type Speaker struct {
	command []string

	mu     sync.Mutex
	stop   context.CancelFunc // of the sound that plays; nil for none
	played int                // counts sounds, so that the end of one is not taken for another's
	rest   time.Time          // nothing is tried before
}

// Find gives a speaker with the player of this system, or a silent one.
func Find() *Speaker {
	for _, p := range players {
		if path, err := exec.LookPath(p[0]); err == nil {
			return &Speaker{command: append([]string{path}, p[1:]...)}
		}
	}
	return &Speaker{}
}

// Silent says that there is no player.
func (s *Speaker) Silent() bool { return len(s.command) == 0 }

// Play ends what plays and plays a WAV instead.
func (s *Speaker) Play(wav []byte) { s.play(wav, true) }

// Click plays a WAV unless something plays already.
func (s *Speaker) Click(wav []byte) { s.play(wav, false) }

// Hush ends what plays.
func (s *Speaker) Hush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hush()
}

func (s *Speaker) hush() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
}

func (s *Speaker) play(wav []byte, anyway bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Silent() || len(wav) == 0 || s.stop != nil && !anyway || time.Now().Before(s.rest) {
		return
	}
	s.hush()
	ctx, stop := context.WithTimeout(context.Background(), longest)
	s.stop = stop
	s.played++
	go s.run(ctx, s.played, wav)
}

// run waits for a player on a goroutine of its own.
func (s *Speaker) run(ctx context.Context, number int, wav []byte) {
	c := exec.CommandContext(ctx, s.command[0], s.command[1:]...)
	c.Stdin, c.WaitDelay = bytes.NewReader(wav), time.Second
	err := c.Run()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil && (ctx.Err() == nil || context.Cause(ctx) == context.DeadlineExceeded) {
		s.rest = time.Now().Add(resting)
	}
	if s.played == number {
		s.hush()
	}
}
