package store

import (
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"

	"yizhan/sync/journal"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/sqldb"
)

// witness is a small file beside the database that says how far the journal had come after the
// last commit. A database that is behind its witness was put back by somebody who did not use
// `stationctl restore`: it has forgotten which places it gave. The file is never synced, so
// after a power cut it may be behind the database, which says nothing; and where it cannot be
// written, or is no witness, the next round with the county finds what it would have found.
type witness struct{ f *os.File }

const (
	witnessName = "witness"
	witnessSize = 2 + 1 + 8 + 32 + 4
)

func openWitness(dir string) *witness {
	f, err := os.OpenFile(filepath.Join(dir, witnessName), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return &witness{}
	}
	return &witness{f}
}

func (w *witness) close() {
	if w.f != nil {
		_ = w.f.Close() // nothing in it has to last
	}
}

// note keeps that o's journal stands at h.
func (w *witness) note(o market.Origin, h journal.Head) {
	if w.f == nil {
		return
	}
	b := binary.BigEndian.AppendUint16(nil, o.Station)
	b = append(b, o.Epoch)
	b = binary.BigEndian.AppendUint64(b, h.Seq)
	b = append(b, h.Hash[:]...)
	_, _ = w.f.WriteAt(binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b)), 0)
}

// read gives what was noted last, false when there is nothing to rely on.
func (w *witness) read() (o market.Origin, h journal.Head, ok bool) {
	b := make([]byte, witnessSize)
	if w.f == nil {
		return o, h, false
	}
	if n, _ := w.f.ReadAt(b, 0); n != len(b) || crc32.ChecksumIEEE(b[:witnessSize-4]) != binary.BigEndian.Uint32(b[witnessSize-4:]) {
		return o, h, false
	}
	o = market.Origin{Station: binary.BigEndian.Uint16(b), Epoch: b[2]}
	h.Seq, h.Hash = binary.BigEndian.Uint64(b[3:]), record.Hash(b[11:43])
	return o, h, true
}

// behind says whether the database lacks what its witness saw.
func (s *Store) behind(ctx context.Context) (bool, error) {
	o, h, ok := s.witness.read() // before the database, which may be written meanwhile
	if !ok {
		return false, nil
	}
	behind := false
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if errors.Is(err, ErrNotEnrolled) {
			return nil
		}
		if err != nil {
			return err
		}
		if id.Origin != o {
			behind = later(o, id.Origin)
			return nil
		}
		own, ok, err := journal.HashAt(ctx, tx, id.County, o, h.Seq)
		behind = !ok || own != h.Hash
		return err
	})
	return behind, err
}

// Replaced gives the epoch that this folder wrote as when its database was put back by an older
// one, as the witness saw it; 0 when there was none after the current one.
func (s *Store) Replaced(ctx context.Context) (uint8, error) {
	o, _, ok := s.witness.read()
	if !ok {
		return 0, nil
	}
	id, err := s.Identity(ctx)
	if err != nil || !later(o, id.Origin) {
		return 0, err
	}
	return o.Epoch, nil
}

// later says whether a station wrote as o after it wrote as before.
func later(o, before market.Origin) bool {
	return o.Station == before.Station && o.Epoch > before.Epoch
}
