package device

// Line is one line of a page as printers have it that know letters alone.
type Line struct {
	Text    string
	Big     bool // twice as wide and high
	Bold    bool
	Centred bool
	Code    string // not "": a QR that holds this, in place of words
}

// Columns is how many columns a printer's own letters take, of those of a line that is not big: one for
// what ASCII has, two for everything else.
func Columns(text string) (n int) {
	for _, r := range text {
		n++
		if r >= 0x80 {
			n++
		}
	}
	return n
}
