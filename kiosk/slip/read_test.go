package slip

import (
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"yizhan/assets"
	"yizhan/kiosk/device/devicetest"
	"yizhan/sync/market"
)

// variety is postings that differ in everything that changes the paper: one for each trade, at
// villages all over the gazetteer, and the longest and oddest that Validate lets through.
func variety() []Facts {
	areas := assets.Areas()
	var villages []market.AreaCode
	for _, county := range areas.Counties() {
		for _, town := range areas.Townships(county.Code) {
			for _, v := range areas.Villages(town.Code) {
				villages = append(villages, v.Code)
			}
		}
	}
	ends := []market.Minute{"", "2026-07-15T17:45", "2026-07-16T06:00", "2026-07-24T18:30", "2027-07-10T18:30"}
	var all []Facts
	for i, trade := range assets.Trades().All() {
		f := grapes()
		p := f.Posting
		p.ID = market.PostingID(fmt.Sprintf("%d-%d-%d", i*i, i%3+1, 7919*i+1))
		p.Trade, p.Title = trade.ID, trade.Name+strings.Repeat("，要有经验", i%5)
		p.Area, p.Unit = villages[i*577%len(villages)], market.PayUnits[i%len(market.PayUnits)]
		p.Pay, p.Headcount = market.Fen(1+i*i*i*901), 1+i*i%999
		p.Place = strings.Repeat("路口向东", i%7)
		p.Start, p.End = market.Minute(fmt.Sprintf("2026-07-15T%02d:30", i%24)), ends[i%len(ends)]
		p.Settlement = market.Settlements[i%len(market.Settlements)]
		p.Notes = strings.Repeat("自带手套和水杯。", i%9)
		f.Copy, f.Station.Area = i%3, villages[i*31%len(villages)]
		if i%4 == 0 {
			f.Match = ""
		}
		all = append(all, f)
	}
	for _, edit := range []func(*Facts){
		func(f *Facts) { f.Posting.Title = strings.Repeat("摘葡萄装筐过秤搬上车", 6) },
		func(f *Facts) { f.Posting.Title = strings.Repeat("W", market.MaxTitle) },
		func(f *Facts) { f.Posting.Title = "䶮㛃𬭎𠮷🍇𪨊" },
		func(f *Facts) { f.Posting.Place = strings.Repeat("从村口第二个路口往东走", 5) },
		func(f *Facts) { f.Posting.Place, f.Posting.MeetPlace = "", "" },
		func(f *Facts) { f.Posting.Pay, f.Posting.Settlement = market.MaxPay, "half_month" },
		func(f *Facts) { f.Posting.Pay, f.Posting.Unit = 99_999_99, "hour" },
		func(f *Facts) { f.Contact = strings.Repeat("平顶山市鲁山县葡萄种植专业合作社", 3) },
		func(f *Facts) {
			f.Station.Name = strings.Repeat("鲁山县人力资源和社会保障局零工市场", 3)
		},
		func(f *Facts) { f.Posting.ID, f.Match = "65535-255-4294967295", "" },
		func(f *Facts) { f.Station = Station{Area: "410400000000"} },
		func(f *Facts) { f.Station = Station{Area: "410423000000", Complaints: "0375-5059999"} },
		func(f *Facts) { f.Posting.Notes = strings.Repeat("家里有狗，到了先打电话。", 40) },
	} {
		f := grapes()
		edit(&f)
		all = append(all, f)
	}
	return all
}

var hosts = []string{"https://ls.example.cn", "https://lushan.ling.cn", "https://lushan.linggong.example.com.cn", "http://127.0.0.1:8080"}

// Three readers that share nothing read back every slip, on both papers.
func TestEverySlipIsRead(t *testing.T) {
	for _, dots := range []int{Dots58, Dots80} {
		t.Run(fmt.Sprint(dots), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			var files, want []string
			for i, f := range variety() {
				place := 0
				if f.Match != "" {
					place = f.Posting.Headcount
				}
				f = signed(t, f, place, []string{"13800138000", "0375-2978818"}[i%2], hosts[i%len(hosts)])
				img, err := Render(lay(f), dots)
				if err != nil {
					t.Fatalf("slip %d: %v", i, err)
				}
				if img.Rect.Dx() != dots {
					t.Errorf("slip %d is %d dots wide", i, img.Rect.Dx())
				}
				if got := zxing(img); got != f.URL {
					t.Errorf("slip %d: gozxing reads %q", i, got)
				}
				files, want = append(files, writeSlip(t, dir, i, img)), append(want, f.URL)
			}
			devicetest.ReadBack(t, files, want)
		})
	}
}

func writeSlip(t *testing.T, dir string, i int, img image.Image) string {
	t.Helper()
	name := filepath.Join(dir, fmt.Sprintf("slip-%02d.png", i))
	out, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if err := png.Encode(out, img); err != nil {
		t.Fatal(err)
	}
	return name
}

// zxing reads a picture, or gives "".
func zxing(img image.Image) string {
	source := gozxing.NewLuminanceSourceFromImage(img)
	for _, binarizer := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(binarizer)
		if err != nil {
			continue
		}
		if r, err := qrcode.NewQRCodeReader().Decode(bitmap, nil); err == nil {
			return r.GetText()
		}
	}
	return ""
}
