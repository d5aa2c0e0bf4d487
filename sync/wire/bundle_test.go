package wire_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"testing/iotest"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

func bundleHead() *wire.BundleHead {
	return &wire.BundleHead{
		Version: 1, County: 77, Station: 12, Epoch: 1, Serial: 5, Have: []wire.Have{{Station: 12, Epoch: 1, Seq: 4, Hash: record.Hash{5}}},
		Gen: 1, Rev: 900, Program: "yizhan",
	}
}

// bundle is a whole bundle of a station with n batches.
func bundle(t testing.TB, n int) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := wire.NewBundle(&out, bundleHead())
	if err != nil {
		t.Fatal(err)
	}
	for range n {
		if err := w.Batch(batch()); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Sign(key(1)); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestBundleThereAndBack(t *testing.T) {
	for _, n := range []int{0, 1, 3} {
		file := bundle(t, n)
		s, err := wire.SurveyBundle(iotest.OneByteReader(bytes.NewReader(file)))
		if err != nil || !reflect.DeepEqual(s.Head, bundleHead()) {
			t.Fatalf("%d batches: head %+v, %v", n, s, err)
		}
		if !s.SignedBy(public(key(1))) || s.SignedBy(public(key(2))) || s.SignedBy(nil) {
			t.Errorf("%d batches: the signature is not its maker's", n)
		}
		got := 0
		err = s.ReadBundle(bytes.NewReader(file), func(b *wire.Batch) error {
			if !reflect.DeepEqual(b, batch()) {
				t.Errorf("batch came back as %+v", b)
			}
			got++
			return nil
		}, nil)
		if err != nil || got != n {
			t.Errorf("%d of %d batches came back, %v", got, n, err)
		}
		err = s.ReadBundle(bytes.NewReader(file), nil, func(*wire.Pulled) error { return nil })
		if refused := errors.Is(err, wire.ErrBundle); refused != (n > 0) {
			t.Errorf("read as the county's bundle: %v", err)
		}
	}
}

// Any flipped bit, any cut and anything added is refused before a fact is looked at.
func TestDamagedBundlesAreRefused(t *testing.T) {
	good := bundle(t, 2)
	refused := func(file []byte) bool {
		s, err := wire.SurveyBundle(bytes.NewReader(file))
		return err != nil || !s.SignedBy(public(key(1)))
	}
	if refused(good) {
		t.Fatal("a good bundle is refused")
	}
	for at := range good {
		for bit := range 8 {
			bad := bytes.Clone(good)
			bad[at] ^= 1 << bit
			if !refused(bad) {
				t.Fatalf("bit %d of byte %d of %d changed: taken", bit, at, len(good))
			}
		}
		if !refused(good[:at]) {
			t.Fatalf("cut after %d of %d bytes: taken", at, len(good))
		}
	}
	for _, more := range [][]byte{{0}, good, []byte("E\x00\x00\x00\x40")} {
		if !refused(append(bytes.Clone(good), more...)) {
			t.Errorf("%d bytes added: taken", len(more))
		}
	}
}

// The second pass gives the same bytes as the first, or its facts do not count.
func TestBundleChangedBetweenTheReadings(t *testing.T) {
	s, err := wire.SurveyBundle(bytes.NewReader(bundle(t, 2)))
	if err != nil {
		t.Fatal(err)
	}
	err = s.ReadBundle(bytes.NewReader(bundle(t, 1)), func(*wire.Batch) error { return nil }, nil)
	if !errors.Is(err, wire.ErrBundle) {
		t.Errorf("another file in the second pass: %v", err)
	}
}

// framed is a bundle with one frame of any bytes, signed as it should be.
func framed(t *testing.T, frame []byte) []byte {
	t.Helper()
	whole := bundle(t, 0)
	return append(bytes.Clone(whole[:len(whole)-5-64]), frame...)
}

func TestBundleBombsAreRefused(t *testing.T) {
	bomb := squeeze(t, make([]byte, 300<<20))
	for name, frame := range map[string][]byte{
		"announced 4 GiB":      {'B', 0xff, 0xff, 0xff, 0xff},
		"announced 7 MiB":      {'B', 0, 0x70, 0, 0},
		"a frame of no kind":   {'X', 0, 0, 0, 0},
		"a second head":        {'H', 0, 0, 0, 0},
		"an end of no length":  {'E', 0, 0, 0, 0},
		"a short end":          {'E', 0, 0, 0, 64, 1},
		"a frame's head, half": {'B', 0},
	} {
		_, err := wire.SurveyBundle(bytes.NewReader(framed(t, frame)))
		if !errors.Is(err, wire.ErrBundle) {
			t.Errorf("%s: %v", name, err)
		}
	}
	frame := append([]byte{'B', byte(len(bomb) >> 24), byte(len(bomb) >> 16), byte(len(bomb) >> 8), byte(len(bomb))}, bomb...)
	err := new(wire.Survey).ReadBundle(bytes.NewReader(framed(t, frame)), func(*wire.Batch) error { return nil }, nil)
	if !errors.Is(err, wire.ErrBundle) || !errors.Is(err, wire.ErrTooLarge) {
		t.Errorf("a bomb of 300 MiB in %d bytes: %v", len(bomb), err)
	}
}

// A stick that gives only part of the file is told from a bundle that is wrong.
func TestBrokenStick(t *testing.T) {
	gone := errors.New("input/output error")
	good := bundle(t, 2)
	_, err := wire.SurveyBundle(io.MultiReader(bytes.NewReader(good[:len(good)/2]), iotest.ErrReader(gone)))
	if !errors.Is(err, gone) {
		t.Errorf("a stick pulled in the middle: %v", err)
	}
	if _, err := wire.OpenBundle(filepath.Join(t.TempDir(), "none")); market.Code(err) != "bundle_file" {
		t.Errorf("no file: %v", err)
	}
}

// What cannot be written whole leaves nothing, and what stood there before stays.
func TestSaveBundleIsAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "b")
	save := func(fill func(*wire.BundleWriter) error) error {
		return wire.SaveBundle(path, bundleHead(), key(1), fill)
	}
	if err := save(func(w *wire.BundleWriter) error { return w.Batch(batch()) }); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	no := fmt.Errorf("no more")
	if err := save(func(*wire.BundleWriter) error { return no }); !errors.Is(err, no) {
		t.Errorf("a bundle that could not be filled: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the bundle before is gone: %v", err)
	}
	if l, err := os.ReadDir(dir); err != nil || len(l) != 1 {
		t.Errorf("left behind: %v, %v", l, err)
	}
	if err := wire.SaveBundle(filepath.Join(dir, "none", "b"), bundleHead(), key(1), nil); market.Code(err) != "bundle_file" {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// Whatever stands on a stick is refused or read, within the limits.
func FuzzBundle(f *testing.F) {
	f.Add(bundle(f, 0))
	f.Add(bundle(f, 2))
	f.Fuzz(func(t *testing.T, file []byte) {
		s, err := wire.SurveyBundle(bytes.NewReader(file))
		if err != nil {
			return
		}
		_ = s.ReadBundle(bytes.NewReader(file), func(b *wire.Batch) error {
			b.Links()
			return nil
		}, func(*wire.Pulled) error { return nil })
		if s.SignedBy(public(key(1))) && !bytes.HasPrefix(file, []byte("YZ-BUNDLE-1\n")) {
			t.Error("signed without being a bundle")
		}
	})
}
