package voice

import (
	"encoding/binary"
	"math"
)

// toneRate is that of the tones, in samples a second.
const toneRate = 22050

// The tones of the screen: one short for a finger that came down, two rising for something that is
// done, two falling low ones for something that cannot be.
func Press() []byte   { return tones(note{1320, 0.025}) }
func Success() []byte { return tones(note{880, 0.11}, note{1320, 0.18}) }
func Error() []byte   { return tones(note{440, 0.14}, note{330, 0.22}) }

// note is a tone of a pitch in hertz for some seconds.
type note struct{ hertz, seconds float64 }

// tones makes a WAV of sine tones that swell and fade, so that none begins or ends with a click.
func tones(notes ...note) []byte {
	const loud, edge = 0.35 * math.MaxInt16, 0.008 // of full scale; seconds
	var out []byte
	for _, n := range notes {
		count := int(n.seconds * toneRate)
		for i := range count {
			at := float64(i) / toneRate
			swell := min(1, at/edge, (n.seconds-at)/edge)
			out = binary.LittleEndian.AppendUint16(out, uint16(int16(loud*swell*math.Sin(2*math.Pi*n.hertz*at))))
		}
	}
	return wav(out, toneRate)
}
