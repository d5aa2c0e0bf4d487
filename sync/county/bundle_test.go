package county_test

import (
	"path/filepath"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// stick writes batches to a file as the station would, the n-th file of it.
func (s *station) stick(n uint64, batches ...*wire.Batch) string {
	s.t.Helper()
	head := &wire.BundleHead{
		Version: wire.Version, County: s.county, Station: s.Station, Epoch: s.Epoch, Serial: n, Gen: 1,
		Have: []wire.Have{{Station: s.Station, Epoch: s.Epoch, Seq: uint64(len(s.facts)), Hash: s.links[len(s.facts)]}},
	}
	path := filepath.Join(s.t.TempDir(), "stick")
	err := wire.SaveBundle(path, head, s.sign, func(w *wire.BundleWriter) error {
		for _, b := range batches {
			if err := w.Batch(b); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return path
}

// A backlog on a stick is taken in parts. What came before a batch that is refused is kept, the same
// file without the fault brings the rest, and again it brings nothing.
func TestBundleInParts(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	for n := range 4700 {
		s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: record.Ref{Station: 1, Epoch: 1, N: 1}, Purpose: "work", Day: "2026-11-22", Number: n})
	}
	var whole, spoilt []*wire.Batch
	for after := uint64(0); after < uint64(len(s.facts)); after += wire.MaxBatch {
		whole, spoilt = append(whole, s.batch(after, wire.MaxBatch)), append(spoilt, s.batch(after, wire.MaxBatch))
	}
	spoilt[8].Sig[0] ^= 1
	n, err := c.archive.TakeBundle(t.Context(), s.stick(1, spoilt...))
	if market.Code(err) != "bad_signature" || n != 8*wire.MaxBatch {
		t.Errorf("%d facts before the refused batch, %v", n, err)
	}
	path := s.stick(2, whole...)
	if n, err = c.archive.TakeBundle(t.Context(), path); err != nil || n != len(s.facts)-8*wire.MaxBatch {
		t.Errorf("%d facts came then, %v", n, err)
	}
	before := c.picture()
	if n, err = c.archive.TakeBundle(t.Context(), path); err != nil || n != 0 || c.picture() != before {
		t.Errorf("again it brought %d facts, %v", n, err)
	}
}

// A stick of a copy of the disk shows the fork, which is noted.
func TestBundleOfACopy(t *testing.T) {
	c := newTown(t)
	s := c.enrol(lushan)
	s.posting(3, "county")
	s.sync()
	twin := s.copied()
	s.posting(1, "county")
	s.sync()
	twin.posting(2, "county")
	if n, err := c.archive.TakeBundle(t.Context(), twin.stick(1, twin.batch(twin.acked, 10))); market.Code(err) != "fork" || n != 0 {
		t.Errorf("batches of another past: %d, %v", n, err)
	}
	if got, err := c.archive.Station(t.Context(), s.Origin); err != nil || !got.Frozen {
		t.Errorf("the epoch goes on: %+v, %v", got, err)
	}
	other := c.enrol(yexian)
	other.posting(1, "county")
	other.sync()
	other.links[len(other.facts)][0] ^= 1
	if _, err := c.archive.TakeBundle(t.Context(), other.stick(1)); market.Code(err) != "fork" {
		t.Errorf("a head of another past: %v", err)
	}
	if got, err := c.archive.Station(t.Context(), other.Origin); err != nil || !got.Frozen {
		t.Errorf("the epoch goes on: %+v, %v", got, err)
	}
}
