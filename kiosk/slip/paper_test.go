package slip

import (
	"image"
	"strings"
	"testing"

	"yizhan/assets"
)

// The margins stay white and the paper ends white, whatever is printed: so nothing was clipped.
func TestMarginsStayWhite(t *testing.T) {
	for i, f := range variety() {
		place := 0
		if f.Match != "" {
			place = f.Posting.Headcount
		}
		f = signed(t, f, place, "13800138000", public)
		for _, words := range []assets.Phrases{assets.Chinese, assets.English} {
			img, err := Render(Lay(f, assets.Areas(), words), Dots58)
			if err != nil {
				t.Fatal(err)
			}
			const edge = 6
			for _, r := range []image.Rectangle{
				image.Rect(0, 0, edge, img.Rect.Dy()),
				image.Rect(Dots58-edge, 0, Dots58, img.Rect.Dy()),
				image.Rect(0, img.Rect.Dy()-2*edge, Dots58, img.Rect.Dy()),
			} {
				if n := black(img, r); n > 0 {
					t.Errorf("slip %d in %s: %d black dots in %v", i, words, n, r)
				}
			}
		}
	}
}

func black(img *image.Paletted, r image.Rectangle) (n int) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			n += int(img.ColorIndexAt(x, y))
		}
	}
	return n
}

func TestEveryCharacterShows(t *testing.T) {
	set, err := newTypesetter()
	if err != nil {
		t.Fatal(err)
	}
	// The last two are a letter of the text face in figures, and one that no face has.
	for _, r := range "摘䶮㛃𬭎𠮷￥" {
		if _, got := set.pick(style{bold, 25}, r); got != r {
			t.Errorf("%c becomes %c", r, got)
		}
	}
	if face, got := set.pick(style{figures, 25}, '第'); got != '第' || face != set.face(style{bold, 25}) {
		t.Errorf("a word among figures becomes %c", got)
	}
	if _, got := set.pick(style{bold, 25}, '🍇'); got != missing {
		t.Errorf("🍇 becomes %c instead of %c", got, missing)
	}
	if !set.has(bold, missing) {
		t.Errorf("the faces lack %c", missing)
	}
}

// The longest words of every kind, so that each block has to give way.
func TestLongWordsGrowThePaper(t *testing.T) {
	f := signed(t, grapes(), 6, "13800138000", public)
	short, err := Render(lay(f), Dots58)
	if err != nil {
		t.Fatal(err)
	}
	d := lay(f)
	d.Title = strings.Repeat("摘葡萄装筐过秤搬上车", 6)
	d.Market = strings.Repeat("零工市场", 10)
	d.Pay.Big, d.Settlement = "1000000.05", strings.Repeat("半月结", 2)
	long, err := Render(d, Dots58)
	if err != nil {
		t.Fatal(err)
	}
	if long.Rect.Dy() < short.Rect.Dy()+350 {
		t.Errorf("%d dots high, the short one %d", long.Rect.Dy(), short.Rect.Dy())
	}
}
