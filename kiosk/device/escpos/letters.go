package escpos

import (
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"

	"yizhan/kiosk/device"
)

// Charset is how a printer is told which of its own letters to write.
type Charset string

// The character sets of printers that are sold in China. One that has the letters of GB18030 has those of
// its first edition, which are of two bytes, or of four and within Unicode's first plane.
const (
	GBK     Charset = "gbk"
	GB18030 Charset = "gb18030"
)

// Known says whether it is one of these, or none.
func (c Charset) Known() bool { return c == "" || c == GBK || c == GB18030 }

// missing is sent for what a printer has no letter for: 〓, the old sign of printers for that.
var missing = []byte{0xA1, 0xFE}

// encode gives text in a printer's letters. Each takes as many columns as device.Columns says.
func (c Charset) encode(text string) []byte {
	var set encoding.Encoding = simplifiedchinese.GBK
	if c == GB18030 {
		set = simplifiedchinese.GB18030
	}
	e := set.NewEncoder()
	var out []byte
	for _, r := range text {
		b, err := e.Bytes([]byte(string(r)))
		switch {
		case r < ' ' || r == 0x7F: // it would be a command
			b = []byte{' '}
		case err != nil || r > 0xFFFF || r >= 0x80 && len(b) < 2:
			b = missing
		}
		out = append(out, b...)
	}
	return out
}

// columnDots is how wide a printer's letter of one column is: font A, and half a Chinese character.
const columnDots = 12

// columns is how many of them stand in a line.
func (p Profile) columns() int { return p.Dots / columnDots }

// letters makes commands of lines, one each.
func (p Profile) letters(lines []device.Line) [][]byte {
	out := [][]byte{{0x1C, '&'}} // FS &: two bytes are one letter
	for _, l := range lines {
		cmd := []byte{0x1B, 'a', flag(l.Centred), 0x1B, 'E', flag(l.Bold), 0x1D, '!', 0x11 * flag(l.Big)}
		if l.Code != "" {
			cmd = append(cmd, p.code(l.Code)...)
		} else {
			cmd = append(append(cmd, p.Text.encode(l.Text)...), '\n')
		}
		out = append(out, cmd)
	}
	return append(out, []byte{0x1B, 'a', 0, 0x1B, 'E', 0, 0x1D, '!', 0})
}

func flag(on bool) byte {
	if on {
		return 1
	}
	return 0
}

// Dots a module of a code.
const (
	mostModule = 8
	quiet      = 4 // modules that stay white around it
)

// bytesM is how many bytes a QR of version 1, 2, … holds at level M (ISO/IEC 18004, table 7).
var bytesM = []int{14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666}

// module is as many dots a module as there is room for, whatever symbol the printer makes of so many
// bytes: cheap ones do not encode figures more tightly than other bytes.
func (p Profile) module(bytes int) byte {
	version := 1
	for version < len(bytesM) && bytesM[version-1] < bytes {
		version++
	}
	return byte(max(1, min(p.Dots/(17+4*version+2*quiet), mostModule)))
}

// code lets the printer draw a QR itself, by GS ( k: model 2, dots a module, level M, what it holds.
func (p Profile) code(text string) []byte {
	part := func(function byte, data ...byte) []byte {
		n := len(data) + 2
		return append([]byte{0x1D, '(', 'k', byte(n), byte(n >> 8), '1', function}, data...)
	}
	cmd := []byte{'\n'}
	for _, c := range [][]byte{
		part('A', '2', 0), part('C', p.module(len(text))), part('E', '1'), part('P', append([]byte{'0'}, text...)...), part('Q', '0'),
	} {
		cmd = append(cmd, c...)
	}
	return append(cmd, '\n')
}
