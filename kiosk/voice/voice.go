// Package voice composes what a screen says aloud from recordings, and makes the tones of a touch. It
// plays nothing: kiosk/device/speaker does.
//
// Begin at Piece, the name of one recording, and Library, a folder of them. A page says a list of
// pieces; Compose joins their recordings into one WAV. A recording that is not there is left out,
// and where none of a list is there nothing is said: a station without recordings is silent and
// whole. assets/voices/README.md says how recordings are named and made.
package voice

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"yizhan/sync/market"
)

// Piece is the name of a recording without its ".wav": "home.find", "n-7", "trade-mason".
type Piece string

// Phrase is a piece of words that stand in assets/phrases.
func Phrase(key string) Piece { return Piece(key) }

// Trade is the name of a trade.
func Trade(id market.TradeID) Piece { return Piece("trade-" + id) }

// Place is the name of a village, a township or a county.
func Place(code market.AreaCode) Piece { return Piece("place-" + code) }

// Unit is what a payment is for: 元一天.
func Unit(u market.PayUnit) Piece { return Piece("unit-" + u) }

// Library is a folder of recordings.
type Library struct{ Dir string }

// Empty says whether there is nothing to be said at all.
func (l Library) Empty() bool {
	list, err := filepath.Glob(filepath.Join(l.Dir, "*.wav"))
	return err != nil || len(list) == 0
}

// mostPieces bounds what is said at once.
const mostPieces = 80

// ErrRecording says that a file is no recording of the kind that can be joined.
var ErrRecording = errors.New("not a WAV of 16 bits, one channel, at the rate of the others")

// Compose joins the recordings of pieces into one WAV; nil when there are none.
func (l Library) Compose(pieces []Piece) ([]byte, error) {
	var sound []byte
	rate := 0
	for _, p := range pieces[:min(len(pieces), mostPieces)] {
		if !fs.ValidPath(string(p)) || filepath.Base(string(p)) != string(p) {
			continue
		}
		file, err := os.ReadFile(filepath.Join(l.Dir, string(p)+".wav"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read recording %s: %w", p, err)
		}
		samples, at, err := parse(file)
		if err != nil || rate != 0 && at != rate {
			return nil, fmt.Errorf("recording %s: %w", p, ErrRecording)
		}
		rate, sound = at, append(sound, samples...)
	}
	if len(sound) == 0 {
		return nil, nil
	}
	return wav(sound, rate), nil
}

// The header of a WAV of 16 bits and one channel (Multimedia Programming Interface and Data
// Specifications 1.0, 1991: RIFF, "fmt ", "data").
type header struct {
	Riff       [4]byte
	Size       uint32
	Wave, Fmt  [4]byte
	FmtSize    uint32
	Format     uint16
	Channels   uint16
	Rate       uint32
	ByteRate   uint32
	BlockAlign uint16
	Bits       uint16
	Data       [4]byte
	DataSize   uint32
}

// wav puts 16-bit samples, low byte first, into a file.
func wav(samples []byte, rate int) []byte {
	h := header{
		Riff: [4]byte{'R', 'I', 'F', 'F'}, Size: uint32(36 + len(samples)), Wave: [4]byte{'W', 'A', 'V', 'E'}, Fmt: [4]byte{'f', 'm', 't', ' '},
		FmtSize: 16, Format: 1, Channels: 1, Rate: uint32(rate), ByteRate: uint32(2 * rate), BlockAlign: 2, Bits: 16,
		Data: [4]byte{'d', 'a', 't', 'a'}, DataSize: uint32(len(samples)),
	}
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, h) // a struct of fixed size into memory
	b.Write(samples)
	return b.Bytes()
}

// parse takes the samples out of a file, whatever chunks stand between its format and them.
func parse(file []byte) (samples []byte, rate int, err error) {
	if len(file) < 12 || string(file[:4]) != "RIFF" || string(file[8:12]) != "WAVE" {
		return nil, 0, ErrRecording
	}
	for rest := file[12:]; len(rest) >= 8; {
		name, size := string(rest[:4]), int(binary.LittleEndian.Uint32(rest[4:8]))
		body := rest[8:]
		if size < 0 || size > len(body) {
			return nil, 0, ErrRecording
		}
		switch name {
		case "fmt ":
			if size < 16 || binary.LittleEndian.Uint16(body) != 1 || binary.LittleEndian.Uint16(body[2:]) != 1 || binary.LittleEndian.Uint16(body[14:]) != 16 {
				return nil, 0, ErrRecording
			}
			rate = int(binary.LittleEndian.Uint32(body[4:]))
		case "data":
			if rate == 0 || size%2 != 0 {
				return nil, 0, ErrRecording
			}
			return body[:size], rate, nil
		}
		rest = body[min(size+size%2, len(body)):]
	}
	return nil, 0, ErrRecording
}
