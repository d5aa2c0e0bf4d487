package poster

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

func sample(items int) Poster {
	p := Poster{
		Market: "平顶山市鲁山县零工市场", Title: "今天招人", Day: "11月23日", More: "还有 3 个活，扫码看", Empty: "今天的活都满了，明早再来看", URL: "https://example.invalid/board?area=410423000000",
		Scan: "扫码看全部活", Foot: []string{"到就近的零工市场或驿站接活", "不收任何费用，不扣证件", "问事打 12333"},
	}
	for i := range items {
		it := Item{Title: "卸化肥", Left: "还要 5 人", Pay: "150 元/天", Below: "鲁山县瓦屋镇 · 11月24日 7:30"}
		if i == 1 {
			it.Title, it.Below = strings.Repeat("很长的题目", 20), strings.Repeat("很远的地方", 30)
		}
		p.Items = append(p.Items, it)
	}
	return p
}

// Its QR is read back from the picture, at both widths; with YIZHAN_OUT the posters are there to be looked at.
func TestPosterIsRead(t *testing.T) {
	for _, items := range []int{0, 4, 14} {
		p := sample(items)
		for _, width := range []int{Screen, Paper} {
			img, err := p.Draw(width)
			if err != nil {
				t.Fatal(err)
			}
			if b := img.Bounds(); b.Dx() != width || b.Dy() != width*1754/1240 {
				t.Errorf("%v for a width of %d", b, width)
			}
			bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
			if err != nil {
				t.Fatal(err)
			}
			r, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
			if err != nil || r.GetText() != p.URL {
				t.Errorf("%d items at %d: read %v, %v", items, width, r, err)
			}
		}
		if dir := os.Getenv("YIZHAN_OUT"); dir != "" {
			var b bytes.Buffer
			if err := p.WritePNG(&b); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, "poster-"+string(rune('a'+items))+".png"), b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Words that are too long are cut where the pay begins, and do not run into it.
func TestLongWordsAreCut(t *testing.T) {
	short, long := sample(2), sample(2)
	short.Items[1].Title, short.Items[1].Below = "短", "近"
	a, err := short.Draw(Screen)
	if err != nil {
		t.Fatal(err)
	}
	b, err := long.Draw(Screen)
	if err != nil {
		t.Fatal(err)
	}
	row := rowOf(2)
	y := head + 30 + row
	for x := full - margin - 200; x < full; x++ { // pay and places stand here
		for dy := range row - 6 {
			if a.RGBAAt(x, y+dy) != b.RGBAAt(x, y+dy) {
				t.Fatalf("a long title changes dot %d,%d, where the pay stands", x, y+dy)
			}
		}
	}
}

// The PDF is one page of A4.
func TestPosterOnPaper(t *testing.T) {
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		t.Fatal("pdfinfo is needed to read the poster back; it is in the Debian package poppler-utils")
	}
	var b bytes.Buffer
	if err := sample(4).WritePDF(&b); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("pdfinfo", "-")
	cmd.Stdin = &b
	out, err := cmd.Output()
	if err != nil || !strings.Contains(string(out), "A4") || !strings.Contains(string(out), "Pages:           1") {
		t.Errorf("%v\n%s", err, out)
	}
	var small bytes.Buffer
	if err := sample(4).WritePNG(&small); err != nil {
		t.Fatal(err)
	}
	if _, err := png.Decode(&small); err != nil {
		t.Error(err)
	}
}
