package main_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/slip"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// alone makes a station that is enrolled with a county nobody runs.
func alone(t *testing.T) *desk.Desk {
	t.Helper()
	ctx := context.Background()
	s, err := store.Open(ctx, t.TempDir(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	enrolAlone(t, s, 12)
	return desk.New(s, assets.Areas(), assets.Trades())
}

// enrolAlone enrols a station of this number with a county nobody runs.
func enrolAlone(t *testing.T, s *store.Store, number uint16) {
	t.Helper()
	pub, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	wrapKey, err := wrap.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Enrol(context.Background(), store.Enrolment{
		Origin: market.Origin{Station: number, Epoch: 1}, County: 7, Area: "410423106000", URL: "http://127.0.0.1:1",
		Public: "https://ls.example.cn", CountySign: pub, CountyWrap: wrap.Public(), SignSeed: key.Seed(), WrapKey: wrapKey,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// say runs one command that must succeed.
func say(t *testing.T, x *command.Exec, line string) map[string]any {
	t.Helper()
	b, err := x.Line(context.Background(), []byte(line))
	if err != nil {
		t.Fatal(err)
	}
	var r map[string]any
	if err := json.Unmarshal(b, &r); err != nil || r["ok"] != true {
		t.Fatalf("%s: %s (%v)", line, b, err)
	}
	return r
}

// Every posting of the sample market is opened, one place of each is taken, and each slip is
// drawn at both widths and read back by two independent readers.
func TestEverySlipOfTheSampleIsRead(t *testing.T) {
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Fatal("zbarimg is needed to read slips back; it is in the Debian package zbar-tools")
	}
	d := alone(t)
	x := command.New(d, 1)
	ctx := context.Background()
	lines, err := sample.Employers()
	if err != nil {
		t.Fatal(err)
	}
	var employers []market.EmployerID
	for _, l := range lines {
		employers = append(employers, market.EmployerID(say(t, x, string(l))["employer"].(string)))
	}
	postings, err := sample.Postings(time.Now(), employers)
	if err != nil {
		t.Fatal(err)
	}
	worker := say(t, x, `{"do":"worker.check_in","name":"李师傅","phone":"18900000101"}`)["worker"].(string)
	var codes []string
	for _, l := range postings {
		id := say(t, x, string(l))["posting"].(string)
		code := say(t, x, fmt.Sprintf(`{"do":"match.take","posting":%q,"worker":%q}`, id, worker))["slip"].(string)
		if r := say(t, x, fmt.Sprintf(`{"do":"slip.check","code":%q}`, code)); r["valid"] != true || r["posting"] != id {
			t.Errorf("slip of %s checks as %v", id, r)
		}
		codes = append(codes, code)
	}
	jobs, err := d.Store().PrintJobs(ctx, len(codes)+1)
	if err != nil || len(jobs) != len(codes) || len(codes) < 60 {
		t.Fatalf("%d print jobs for %d slips: %v", len(jobs), len(codes), err)
	}
	for _, dots := range []int{slip.Dots58, slip.Dots80} {
		var files []string
		dir := t.TempDir()
		for i := range codes {
			job := jobs[len(jobs)-1-i] // newest first
			doc, err := d.Paper(ctx, job)
			if err != nil {
				t.Fatal(err)
			}
			img, err := slip.Render(doc, dots)
			if err != nil {
				t.Fatal(err)
			}
			if got := zxing(img); got != codes[i] {
				t.Errorf("gozxing reads %.40q off the slip of job %d", got, job.ID)
			}
			files = append(files, keep(t, filepath.Join(dir, fmt.Sprintf("%03d.png", i)), img))
		}
		out, err := exec.Command("zbarimg", append([]string{"-q", "--raw"}, files...)...).Output()
		if err != nil {
			t.Fatalf("zbarimg: %v", err)
		}
		if got := strings.Join(strings.Fields(string(out)), "\n"); got != strings.Join(codes, "\n") {
			t.Errorf("zbarimg does not read every slip of %d dots", dots)
		}
	}
}

func keep(t *testing.T, name string, img image.Image) string {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
	return name
}

// zxing reads a picture, or gives "".
func zxing(img image.Image) string {
	source := gozxing.NewLuminanceSourceFromImage(img)
	for _, b := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(b)
		if err != nil {
			return ""
		}
		if r, err := qrcode.NewQRCodeReader().Decode(bitmap, nil); err == nil {
			return r.GetText()
		}
	}
	return ""
}
