package command_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/kiosk/command"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/seal"
)

// morning is when all tests here play.
func morning() time.Time { return time.Date(2026, 11, 22, 6, 0, 0, 0, market.Zone) }

// station is an enrolled station whose county cannot be reached.
func station(t testing.TB) *desk.Desk {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "command") // in memory where there is such a place
	if err != nil {
		dir = t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return stationIn(t, dir)
}

func stationIn(t testing.TB, dir string) *desk.Desk {
	t.Helper()
	s, err := store.Open(context.Background(), dir, morning)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	enrol(t, s, 12)
	return desk.New(s, assets.Areas(), assets.Trades())
}

// enrol makes the folder the station of this number.
func enrol(t testing.TB, s *store.Store, no uint16) {
	t.Helper()
	wrap, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	key, err := wrap.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	err = s.Enrol(context.Background(), store.Enrolment{
		Origin: market.Origin{Station: no, Epoch: 1}, County: 7, Area: "410423106204", URL: "http://127.0.0.1:1", Public: "https://ls.example.cn",
		CountySign: make([]byte, 32), CountyWrap: wrap.Public(), SignSeed: bytes.Repeat([]byte{1}, ed25519.SeedSize), WrapKey: key,
	})
	if err != nil {
		t.Fatal(err)
	}
}

// answer is one reply.
type answer map[string]any

func (a answer) code() string { s, _ := a["code"].(string); return s }

// exec runs lines and gives the replies, each of which must be what the contract says a reply is.
func exec(t testing.TB, d *desk.Desk, bulk int, lines ...string) []answer {
	t.Helper()
	var out bytes.Buffer
	if err := command.New(d, bulk).Run(context.Background(), strings.NewReader(strings.Join(lines, "\n")), &out); err != nil {
		t.Fatal(err)
	}
	return replies(t, out.String())
}

func replies(t testing.TB, out string) (all []answer) {
	t.Helper()
	for line := range strings.Lines(out) {
		var a answer
		if err := json.Unmarshal([]byte(line), &a); err != nil {
			t.Fatalf("reply %q: %v", line, err)
		}
		ok, isBool := a["ok"].(bool)
		text, _ := a["text"].(string)
		if !isBool || !ok && (a.code() == "" || strings.TrimSpace(text) == "") {
			t.Errorf("reply %q lacks ok, code or text", line)
		}
		all = append(all, a)
	}
	return all
}

const (
	employerLine = `{"do":"employer.register","name":"史大明","kind":"individual","phone":"13800138000"}`
	postingLine  = `{"do":"posting.open","employer":"12-1-1","trade":"loader","title":"卸车","headcount":5,"pay":150,"unit":"day","area":"410423000000","start":"2026-11-23T07:30"}`
	workerLine   = `{"do":"worker.check_in","name":"李师傅","phone":"18900001111"}`
	takeLine     = `{"do":"match.take","posting":"12-1-2","worker":"12-1-3"}`
)

func facts(t testing.TB, d *desk.Desk) uint64 {
	t.Helper()
	c, err := d.Store().Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c.Facts
}
