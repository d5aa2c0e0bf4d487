package slip

import (
	"bytes"
	"image/png"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/kiosk/device/devicetest"
)

// inspection is a sheet with everything that a sheet has.
func inspection() Sheet {
	s := Sheet{
		Copy: "补打 第 1 次", Title: "劳动监察转办单", Number: NewFigure("投诉号 {n}", InGroups("52061837")),
		Rows: []Row{
			{"事由", "没拿到工钱"}, {"记下", "2026年7月14日 星期二"}, {"活", "摘葡萄"}, {"地方", "董周乡石峡沟村口葡萄园"}, {"说欠", "120 元"},
		},
		Lists: []List{{"去的时候带上", []string{"这张单子和身份证", "干活的小票、协议、工牌", "雇主姓名、电话，一起干活的人，还有所有别的纸"}}},
		Foot:  Bolded("去县里的**劳动保障监察**办，不收钱。先问：**12333**。"),
		Notes: []string{"单上没有您的姓名和电话。"},
	}
	s.Region, s.Market = Station{Area: "410423210000"}.Heads(assets.Areas(), assets.Chinese)
	return s
}

// The pictures are read by people in review; here a single changed dot shows.
func TestSheetPictures(t *testing.T) {
	for _, dots := range []int{Dots58, Dots80} {
		img, err := RenderSheet(inspection(), dots)
		if err != nil {
			t.Fatal(err)
		}
		if img.Rect.Dx() != dots {
			t.Errorf("%d dots wide, want %d", img.Rect.Dx(), dots)
		}
		var got bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&got, img); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "sheet-"+strconv.Itoa(dots)+".png")
		devicetest.Kept(t, file, got.Bytes(), *rewrite)
	}
}

// However long the words, the paper grows and nothing of it is lost.
func TestSheetGrows(t *testing.T) {
	short, err := RenderSheet(inspection(), Dots58)
	if err != nil {
		t.Fatal(err)
	}
	long := inspection()
	long.Lists[0].Lines = append(long.Lists[0].Lines, strings.Repeat("很长的话", 30))
	tall, err := RenderSheet(long, Dots58)
	if err != nil || tall.Rect.Dy() < short.Rect.Dy()+200 {
		t.Errorf("%d dots high after %d, %v", tall.Rect.Dy(), short.Rect.Dy(), err)
	}
}
