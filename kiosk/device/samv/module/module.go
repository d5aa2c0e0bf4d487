// Package module is a simulated card module (SAM_V), the other end of the line that package samv
// reads: for tests of the driver and of programs that use it.
//
// Begin at Module: lay cards on it, lift them, and let it serve a line; Noise does to its answers
// what bad cables do.
package module

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"unicode/utf16"
)

// Card is what stands on a simulated card.
type Card struct {
	Name, Sex, Ethnicity, Birth, Address, Number, Issuer, From, To string // Sex "1" or "2"; dates "20060102"
	Kind                                                           string // "" resident, "J" Hong Kong, Macau, Taiwan, "I" foreigner, "Y" foreigner since 2023
	HanName                                                        string // of a foreigner's card
}

// Text lays the card out as it is sent: 256 bytes.
func (c Card) Text() []byte {
	b := make([]byte, 256)
	for i := 0; i < len(b); i += 2 {
		b[i] = ' '
	}
	put := func(at, length int, s string) {
		for i, u := range utf16.Encode([]rune(s)) {
			if 2*i >= length {
				return
			}
			binary.LittleEndian.PutUint16(b[at+2*i:], u)
		}
	}
	if c.Kind == "I" {
		put(0, 120, c.Name)
		put(120, 2, c.Sex)
		put(122, 30, c.Number)
		put(158, 30, c.HanName)
	} else {
		put(0, 30, c.Name)
		put(30, 2, c.Sex)
		put(32, 4, c.Ethnicity)
		put(36, 16, c.Birth)
		put(52, 70, c.Address)
		put(122, 36, c.Number)
		put(158, 30, c.Issuer)
		put(188, 16, c.From)
		put(204, 16, c.To)
	}
	put(248, 2, c.Kind)
	return b
}

// Module answers like a SAM_V module. Its methods may be called while it serves.
type Module struct {
	// Noise changes an answer on its way; nil changes nothing.
	Noise func(answer []byte) []byte
	// Once makes it read a card only once each time it is laid down.
	Once bool

	mu     sync.Mutex
	card   *Card
	found  bool
	chosen bool
	fail   map[[2]byte]byte
	reads  int
}

// Lay lays a card down.
func (m *Module) Lay(c Card) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.card, m.found, m.chosen, m.reads = &c, false, false, 0
}

// Lift takes the card away, also in the middle of reading.
func (m *Module) Lift() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.card, m.found, m.chosen = nil, false, false
}

// Fail makes a command answer with a status until it is called with 0: {0x30, 0x01} is reading.
func (m *Module) Fail(command [2]byte, status byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail == nil {
		m.fail = map[[2]byte]byte{}
	}
	m.fail[command] = status
}

var start = []byte{0xAA, 0xAA, 0xAA, 0x96, 0x69}

// Serve answers requests until the line ends.
func (m *Module) Serve(line io.ReadWriter) error {
	var in []byte
	buf := make([]byte, 256)
	for {
		n, err := line.Read(buf)
		if err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return fmt.Errorf("read requests: %w", err)
		}
		in = append(in, buf[:n]...)
		for len(in) >= 10 {
			var request []byte
			if request, in = cut(in); request == nil {
				break
			}
			answer := m.answer(request)
			if m.Noise != nil {
				answer = m.Noise(answer)
			}
			if _, err := line.Write(answer); err != nil {
				return fmt.Errorf("answer: %w", err)
			}
		}
	}
}

// cut takes one request of ten bytes off what came.
func cut(in []byte) (request, rest []byte) {
	for i := 0; i+10 <= len(in); i++ {
		if string(in[i:i+5]) == string(start) {
			return in[i : i+10], in[i+10:]
		}
	}
	return nil, in
}

func frame(payload []byte) []byte {
	b := append([]byte{}, start...)
	b = binary.BigEndian.AppendUint16(b, uint16(len(payload)+1))
	b = append(b, payload...)
	var sum byte
	for _, c := range b[5:] {
		sum ^= c
	}
	return append(b, sum)
}

func (m *Module) answer(request []byte) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	var sum byte
	for _, c := range request[5:9] {
		sum ^= c
	}
	if sum != request[9] {
		return frame([]byte{0, 0, 0x10})
	}
	command := [2]byte{request[7], request[8]}
	if s := m.fail[command]; s != 0 {
		return frame([]byte{0, 0, s})
	}
	switch command {
	case [2]byte{0x20, 0x01}:
		if m.card == nil {
			return frame([]byte{0, 0, 0x80})
		}
		m.found = true
		return frame([]byte{0, 0, 0x9F, 0, 0, 0, 0})
	case [2]byte{0x20, 0x02}:
		if m.card == nil || !m.found {
			return frame([]byte{0, 0, 0x81})
		}
		m.chosen = true
		return frame([]byte{0, 0, 0x90, 0, 0, 0, 0, 0, 0, 0, 0})
	case [2]byte{0x30, 0x01}:
		if m.card == nil || !m.chosen || m.Once && m.reads > 0 {
			return frame([]byte{0, 0, 0x41})
		}
		m.reads++
		data := append([]byte{0, 0, 0x90, 1, 0, 4, 0}, m.card.Text()...)
		return frame(append(data, make([]byte, 1024)...))
	case [2]byte{0x12, 0xFF}:
		return frame(append([]byte{0, 0, 0x90}, 5, 3, 1, 0, 0x27, 0x2B, 0x33, 1, 0, 0, 0, 0, 0, 0, 0, 0))
	}
	return frame([]byte{0, 0, 0x21})
}
