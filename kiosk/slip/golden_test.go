package slip

import (
	"bytes"
	"flag"
	"path/filepath"
	"strconv"
	"testing"

	"yizhan/kiosk/device/devicetest"
)

var rewrite = flag.Bool("rewrite", false, "write the pictures in testdata anew")

// The pictures are read by people in review; here a single changed dot shows.
func TestPictures(t *testing.T) {
	slip := signed(t, grapes(), 6, "13800138000", public)
	reprint := slip
	reprint.Copy = 1
	posting := grapes()
	posting.Match = ""
	posting = signed(t, posting, 0, "13800138000", public)
	fair := slip
	fair.Station.Event, fair.Station.Place = "春风行动零工专场", "乡政府门前广场"
	for name, f := range map[string]Facts{"match": slip, "copy": reprint, "posting": posting, "event": fair} {
		for _, dots := range []int{Dots58, Dots80} {
			var got bytes.Buffer
			if err := WritePNG(&got, lay(f), dots); err != nil {
				t.Fatal(err)
			}
			file := filepath.Join("testdata", name+"-"+strconv.Itoa(dots)+".png")
			devicetest.Kept(t, file, got.Bytes(), *rewrite)
		}
	}
}
