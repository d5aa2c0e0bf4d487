package samv

import (
	"bytes"
	"encoding/binary"
)

// start opens every frame, both ways. Then come the length of what follows, two bytes, big end
// first; command and parameter, or three bytes of status; data; and the XOR of all from the length on.
var start = []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}

// maxFrame is the longest length field that is believed: status, text, photograph and fingerprints.
const maxFrame = 3 + 4 + 256 + 1024 + 1024 + 1

// command is what the module is asked to do.
type command [2]byte

var (
	find    = command{0x20, 0x01}
	choose  = command{0x20, 0x02}
	readAll = command{0x30, 0x01}
)

// encode writes a request.
func (c command) encode() []byte { return encode(c[:]) }

// encode frames a payload.
func encode(payload []byte) []byte {
	b := append([]byte{}, start...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(payload)+1))
	b = append(b, payload...)
	return append(b, xor(b[len(start):]))
}

func xor(b []byte) (sum byte) {
	for _, c := range b {
		sum ^= c
	}
	return sum
}

// frames finds frames in what comes from a line, whatever stands between them.
type frames struct{ buf []byte }

// write takes bytes as they come.
func (f *frames) write(b []byte) { f.buf = append(f.buf, b...) }

// next gives the payload of the first whole frame whose check fits. What cannot be part of one is
// dropped; damaged says that a frame with a wrong check or length was among it.
func (f *frames) next() (payload []byte, damaged bool) {
	for {
		at := bytes.Index(f.buf, start)
		if at < 0 {
			// The end may be the beginning of a start.
			if len(f.buf) > len(start) {
				f.buf = append(f.buf[:0], f.buf[len(f.buf)-len(start)+1:]...)
			}
			return nil, damaged
		}
		rest := f.buf[at:]
		if len(rest) < len(start)+2 {
			f.buf = append(f.buf[:0], rest...)
			return nil, damaged
		}
		size := int(binary.BigEndian.Uint16(rest[len(start):]))
		if size < 4 || size > maxFrame {
			damaged = true
			f.buf = append(f.buf[:0], rest[1:]...)
			continue
		}
		if len(rest) < len(start)+2+size {
			f.buf = append(f.buf[:0], rest...)
			return nil, damaged
		}
		whole := rest[len(start) : len(start)+2+size]
		if xor(whole[:len(whole)-1]) != whole[len(whole)-1] {
			// Another frame may begin inside of what was taken for one.
			damaged = true
			f.buf = append(f.buf[:0], rest[1:]...)
			continue
		}
		payload = bytes.Clone(whole[2 : len(whole)-1])
		f.buf = append(f.buf[:0], rest[len(start)+2+size:]...)
		return payload, damaged
	}
}

// reset forgets what came before a request.
func (f *frames) reset() { f.buf = f.buf[:0] }

// status is the third byte of a reply's status.
type status byte

// What the module says (GA 450, table of SW3).
const (
	fine         status = 0x90
	found        status = 0x9F
	badChecksum  status = 0x10
	badLength    status = 0x11
	badCommand   status = 0x21
	unknown      status = 0x24
	cardRefused  status = 0x31
	samRefused   status = 0x32
	wrongCard    status = 0x40
	readFailed   status = 0x41
	unauthorised status = 0x66
	noCard       status = 0x80
	chooseFailed status = 0x81
)

// reply is a payload taken apart.
type reply struct {
	status status
	data   []byte
}

func parseReply(payload []byte) (reply, bool) {
	if len(payload) < 3 || payload[0] != 0 || payload[1] != 0 {
		return reply{}, false
	}
	return reply{status(payload[2]), payload[3:]}, true
}
