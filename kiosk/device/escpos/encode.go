package escpos

import (
	"image"
	"image/color"
)

// Profile is what a printer can do.
type Profile struct {
	Dots   int  `json:"dots"`   // width of the head: 384 on 58 mm paper, 576 on 80 mm
	Cutter bool `json:"cutter"` // it cuts after each paper
	Feed   int  `json:"feed"`   // lines to feed, so that the end of the paper is past the bar or the knife
	Status bool `json:"status"` // it tells about paper and cover
	// ASB says that it does so of its own accord (GS a) and answers no questions (DLE EOT).
	ASB bool `json:"asb,omitempty"`
	// Text is how it writes Chinese with letters of its own, GBK or GB18030; "" draws everything.
	Text Charset `json:"text,omitempty"`
}

// The two heads that markets have.
var (
	Paper58 = Profile{Dots: 384, Feed: 4, Status: true}
	Paper80 = Profile{Dots: 576, Feed: 4, Cutter: true, Status: true}
)

// bandRows is how much of a picture goes in one command: clones hold no more in memory.
const bandRows = 128

// begin sets a printer back to what it is after power on, so that a job that was cut off leaves nothing.
func begin() []byte { return []byte{0x1B, '@'} }

// bands cuts a picture into raster commands (GS v 0), black where a pixel is darker than the middle.
// The picture must be p.Dots wide.
func (p Profile) bands(img image.Image) [][]byte {
	b := img.Bounds()
	wide := (p.Dots + 7) / 8
	var out [][]byte
	for top := b.Min.Y; top < b.Max.Y; top += bandRows {
		rows := min(bandRows, b.Max.Y-top)
		cmd := make([]byte, 8, 8+wide*rows)
		copy(cmd, []byte{0x1D, 'v', '0', 0, byte(wide), byte(wide >> 8), byte(rows), byte(rows >> 8)})
		for y := top; y < top+rows; y++ {
			line := make([]byte, wide)
			for x := b.Min.X; x < min(b.Max.X, b.Min.X+p.Dots); x++ {
				if color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y < 128 {
					i := x - b.Min.X
					line[i/8] |= 0x80 >> (i % 8)
				}
			}
			cmd = append(cmd, line...)
		}
		out = append(out, cmd)
	}
	return out
}

// end feeds the paper out and cuts it.
func (p Profile) end() []byte {
	cmd := []byte{0x1B, 'd', byte(p.Feed)}
	if p.Cutter {
		cmd = append(cmd, 0x1D, 'V', 66, 0)
	}
	return cmd
}
