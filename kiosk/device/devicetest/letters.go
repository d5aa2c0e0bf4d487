package devicetest

import (
	"fmt"
	"image"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode/decoder"
	"github.com/makiuchi-d/gozxing/qrcode/encoder"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Letters is a line that a SlipPrinter wrote with letters of its own.
type Letters struct {
	Text    string
	Columns int // that it takes, of a line that is not big
	Big     bool
	Bold    bool
	Centred bool
}

// Code is a QR that a SlipPrinter drew itself.
type Code struct {
	Text string
	Dots int // a module
	// Modules, without the white around them; true is black.
	Modules [][]bool
}

// Image is the code with the white that belongs around it.
func (c Code) Image() image.Image {
	const quiet = 4
	side := (len(c.Modules) + 2*quiet) * c.Dots
	img := image.NewGray(image.Rect(0, 0, side, side))
	for i := range img.Pix {
		x, y := i%side/c.Dots-quiet, i/side/c.Dots-quiet
		if x < 0 || y < 0 || x >= len(c.Modules) || y >= len(c.Modules) || !c.Modules[y][x] {
			img.Pix[i] = 255
		}
	}
	return img
}

// pen is how a printer writes, and the line that it has not finished.
type pen struct {
	kanji, big, bold, centred bool
	line                      []byte
	module                    int
	level                     byte
	data                      string
}

// letter takes a byte that begins no command.
func (w *wire) letter(b byte) error {
	if b == 0 && w.ends() || w.ate && (b == 0x01 || b == 0x02 || b == 0x04 || b == 0x0F) {
		return nil // of those that end something, or of a question that has lost its head
	}
	if b != '\n' {
		if b < ' ' {
			return fmt.Errorf("the printer was sent %02X, which is no letter", b)
		}
		w.pen.line = append(w.pen.line, b)
		return nil
	}
	w.p.hold()
	l := Letters{Big: w.pen.big, Bold: w.pen.bold, Centred: w.pen.centred}
	text, err := simplifiedchinese.GB18030.NewDecoder().Bytes(w.pen.line)
	if err != nil {
		return fmt.Errorf("read letters: %w", err)
	}
	l.Text, w.pen.line = string(text), nil
	for _, r := range l.Text {
		switch {
		case r < 0x80:
			l.Columns++
		case !w.pen.kanji:
			return fmt.Errorf("%c is written without FS &", r)
		default:
			l.Columns += 2
		}
	}
	if l.Big {
		l.Columns *= 2
	}
	w.p.mu.Lock()
	paper := w.p.on()
	paper.Lines = append(paper.Lines, l)
	rows := len(paper.Lines) * lineRows
	w.p.mu.Unlock()
	w.p.used(rows)
	return nil
}

// lineRows is how high a line of letters is, in dots.
const lineRows = 30

// write obeys the commands of letters and codes; ok is false when the connection ended within one.
func (w *wire) write(first, second byte) (ok bool, err error) {
	on := func(to *bool) (bool, error) {
		n, ok := w.next(1)
		if ok {
			*to = n[0] != 0
		}
		return ok, nil
	}
	switch string([]byte{first, second}) {
	case "\x1c&": // FS &: two bytes are one letter
		w.pen.kanji = true
		return true, nil
	case "\x1ba": // ESC a n: where a line stands
		return on(&w.pen.centred)
	case "\x1bE": // ESC E n: bold
		return on(&w.pen.bold)
	case "\x1d!": // GS ! n: size
		return on(&w.pen.big)
	case "\x1d(": // GS ( k pL pH 1 function …: codes
		h, ok := w.next(5)
		if !ok || h[0] == 0 {
			return ok, nil
		}
		n := int(h[1]) | int(h[2])<<8
		if h[3] == 0 || h[4] == 0 {
			_, ok := w.data(max(n-2, 0))
			return ok, nil
		}
		if h[0] != 'k' || h[3] != '1' || n < 3 {
			return false, fmt.Errorf("GS ( % X is no command about codes", h)
		}
		data, ok := w.data(n - 2)
		if !ok {
			return false, nil
		}
		return true, w.code(h[4], data)
	}
	return false, fmt.Errorf("the printer was sent % X, which is no command", []byte{first, second})
}

func (w *wire) code(function byte, data []byte) error {
	if data[0] == 0 {
		return nil
	}
	switch function {
	case 'A': // model
		if data[0] != '2' {
			return fmt.Errorf("a code of model %c", data[0])
		}
	case 'C':
		w.pen.module = int(data[0])
	case 'E':
		w.pen.level = data[0]
	case 'P':
		w.pen.data = string(data[1:])
	case 'Q':
		if data[0] != '0' {
			return fmt.Errorf("a code is drawn by %d", data[0])
		}
		return w.draw()
	default:
		return fmt.Errorf("function %d of codes", function)
	}
	return nil
}

// draw puts the code on paper, as cheap printers do: all of it in the one mode that fits every character.
func (w *wire) draw() error {
	if w.pen.level != '1' || w.pen.module < 1 || w.pen.module > 16 {
		return fmt.Errorf("a code of level %c with %d dots a module", w.pen.level, w.pen.module)
	}
	hints := map[gozxing.EncodeHintType]any{}
	symbol, err := encoder.Encoder_encode(w.pen.data, decoder.ErrorCorrectionLevel_M, hints)
	if err != nil {
		return fmt.Errorf("draw a code of %d bytes: %w", len(w.pen.data), err)
	}
	c, m := Code{Text: w.pen.data, Dots: w.pen.module}, symbol.GetMatrix()
	for y := range m.GetHeight() {
		row := make([]bool, m.GetWidth())
		for x := range row {
			row[x] = m.Get(x, y) == 1
		}
		c.Modules = append(c.Modules, row)
	}
	w.p.mu.Lock()
	defer w.p.mu.Unlock()
	paper := w.p.on()
	paper.Codes = append(paper.Codes, c)
	return nil
}
