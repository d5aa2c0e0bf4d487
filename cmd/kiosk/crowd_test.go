package main_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yizhan/assets"
	"yizhan/assets/sample"
	"yizhan/kiosk/desk"
	"yizhan/kiosk/store"
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// crowdStation makes a station that knows a crowd of postings of another one, as pulls bring them,
// unless dir is one already.
func crowdStation(t *testing.T, dir string) {
	t.Helper()
	if _, err := os.Stat(filepath.Join(dir, "station.db")); err == nil {
		return
	}
	other := market.Origin{Station: 3, Epoch: 1}
	from, to := openAlone(t, t.TempDir(), other.Station), openAlone(t, dir, 12)
	openCrowd(t, desk.New(from, assets.Areas(), assets.Trades()))
	ctx := context.Background()
	pulled := wire.Pulled{Gen: 1}
	for seq := uint64(0); ; {
		b, err := from.Batch(ctx, other, seq, 1000)
		if err != nil {
			if seq > uint64(*crowdSize) {
				break // the journal is at its end
			}
			t.Fatal(err)
		}
		pulled.Items = nil
		for _, f := range b.Facts {
			seq++
			pulled.Items = append(pulled.Items, wire.Item{Rev: seq, Station: other.Station, Epoch: other.Epoch, Seq: seq, Fact: f})
		}
		pulled.Upto = seq
		if _, err := to.Take(ctx, &pulled); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []*store.Store{from, to} {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// openAlone makes a station in dir that is enrolled with a county nobody runs.
func openAlone(t *testing.T, dir string, number uint16) *store.Store {
	t.Helper()
	s, err := store.Open(context.Background(), dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	enrolAlone(t, s, number)
	return s
}

// openCrowd opens a crowd of postings that begin tomorrow and later.
func openCrowd(t *testing.T, d *desk.Desk) {
	t.Helper()
	ctx := context.Background()
	e, err := d.RegisterEmployer(ctx, desk.Self, market.Employer{Name: "张三", Kind: "individual", Phone: "13800138000"})
	if err != nil {
		t.Fatal(err)
	}
	employers := make([]market.EmployerID, 20) // as many as the sample names
	for i := range employers {
		employers[i] = e
	}
	postings, err := sample.Crowd(*crowdSize, time.Now().AddDate(0, 0, 1), assets.Areas(), employers)
	if err != nil {
		t.Fatal(err)
	}
	const step = 5_000
	for i := 0; i < len(postings); i += step {
		err := d.Store().Group(ctx, func() error {
			for _, p := range postings[i:min(i+step, len(postings))] {
				if _, err := d.OpenPosting(ctx, desk.Self, p); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
