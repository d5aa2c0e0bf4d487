package slip

import (
	"fmt"
	"image"
	"reflect"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"

	"yizhan/sync/market"
)

// libraryModules is the symbol under the mask that the library chose.
func libraryModules(t *testing.T, url string) [][]bool {
	t.Helper()
	q, err := qrcode.New(url, qrcode.Medium)
	if err != nil {
		t.Fatal(err)
	}
	q.DisableBorder = true
	return q.Bitmap()
}

// picture draws modules as they come, with their quiet zone.
func picture(modules [][]bool) image.Image {
	c := &canvas{dots: Dots58, unit: 1}
	c.paintSymbol(modules, minModule)
	return c.finish()
}

func numbered(t *testing.T, i int) string {
	f := grapes()
	f.Posting.Title = fmt.Sprint("摘葡萄装筐过秤搬上车", i)
	return signed(t, f, i%8+1, "13800138000", public).URL
}

// Under each mask a symbol says the same, in every version up to the slip's.
func TestRemask(t *testing.T) {
	for version, size := range []int{8, 20, 35, 50, 80, 120, 150, 190, 250} {
		text := strings.Repeat("0123456789", size)[:size]
		own := libraryModules(t, text)
		if !reflect.DeepEqual(remask(own, maskOf(own)), own) {
			t.Errorf("version %d: putting it under its own mask changes it", version+1)
		}
		for mask := range 8 {
			m := remask(own, mask)
			if maskOf(m) != mask {
				t.Errorf("version %d: says mask %d instead of %d", version+1, maskOf(m), mask)
			}
			if lookalikes(m) == 0 && zxing(picture(m)) != text {
				t.Errorf("version %d: is not read under mask %d", version+1, mask)
			}
		}
	}
}

// Slip 14 is one of those in which the library's choice has a fourth finder pattern.
func TestLeastMistakenIsReadWhereTheLibraryIsNot(t *testing.T) {
	url := numbered(t, 14)
	own := libraryModules(t, url)
	if zxing(picture(own)) == url {
		t.Fatal("the library's choice is read: this test has lost its example")
	}
	if lookalikes(own) == 0 {
		t.Error("the spot that hinders the reader is not found")
	}
	if got := zxing(picture(leastMistaken(own))); got != url {
		t.Errorf("still not read: %q", got)
	}
}

func TestLeastMistakenHasNoLookalikes(t *testing.T) {
	hindered := 0
	for i := range 100 {
		own := libraryModules(t, numbered(t, i))
		if lookalikes(own) > 0 {
			hindered++
		}
		if n := lookalikes(leastMistaken(own)); n > 0 {
			t.Errorf("slip %d: %d look-alikes are left", i, n)
		}
	}
	if hindered == 0 {
		t.Error("no slip had a look-alike before: this test shows nothing")
	}
}

// The largest slip keeps to version 9-M behind every host up to the longest.
func TestLargestSlipIsVersion9(t *testing.T) {
	const version9 = 17 + 4*9
	for length := 4; length <= market.MaxPublicHost; length++ {
		for _, host := range []string{strings.Repeat("a", length), strings.Repeat("1", length), strings.Repeat("a1.-", 8)[:length]} {
			f := grapes()
			f.Posting.Title, f.Posting.Place = strings.Repeat("摘葡萄", 20), strings.Repeat("村口", 30)
			f = signed(t, f, 6, "13800138000", "https://"+host)
			modules, err := symbol(f.URL)
			if err != nil {
				t.Fatal(err)
			}
			if len(modules) > version9 {
				t.Errorf("host of %d characters: %d modules", length, len(modules))
			}
			if length == 15 && len(modules) != version9 {
				t.Errorf("host of 15 characters: %d modules, so there was room for more words", len(modules))
			}
		}
	}
}

func TestRenderRefusesNarrowPaper(t *testing.T) {
	d := lay(signed(t, grapes(), 6, "13800138000", public))
	if _, err := Render(d, 300); err == nil {
		t.Error("a QR with five dots a module was drawn")
	}
}

func TestModulesAreWholeDots(t *testing.T) {
	for dots, want := range map[int]int{Dots58: 6, Dots80: 8, 640: 8} {
		if got, err := moduleDots(53, dots); err != nil || got != want {
			t.Errorf("%d dots: got %d, %v, want %d", dots, got, err, want)
		}
	}
}
