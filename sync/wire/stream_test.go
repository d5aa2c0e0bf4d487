package wire_test

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

var streamHeader = wire.Header{Method: "POST", Path: wire.StreamPath(market.Origin{Station: 12, Epoch: 1}, 1, 0), Origin: market.Origin{Station: 12, Epoch: 1}, Counter: 5, Nonce: []byte{1, 2}}

// marks are batches that follow each other.
func marks(n int) []*wire.Batch {
	var out []*wire.Batch
	link, seq := record.Hash{9}, uint64(1)
	for range n {
		b := &wire.Batch{Station: 12, Epoch: 1, First: seq, Prev: link}
		for range 3 {
			f := []byte("posting.opened 卸化肥 " + strings.Repeat("岭", int(seq)))
			b.Facts, link, seq = append(b.Facts, f), record.Next(link, f), seq+1
		}
		b.Hash = link
		wire.SignBatch(77, b, key(1))
		out = append(out, b)
	}
	return out
}

func stream(t testing.TB, h wire.Header, history []byte, batches []*wire.Batch) []byte {
	t.Helper()
	var body bytes.Buffer
	w, err := wire.NewStreamWriter(&body, h, history, false, key(1))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range batches {
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return body.Bytes()
}

func read(t testing.TB, body []byte, h wire.Header, history []byte) (out []*wire.Batch, err error) {
	t.Helper()
	r, err := wire.NewStreamReader(bytes.NewReader(body), h, history, public(key(1)))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	for {
		b, err := r.Next()
		if err != nil {
			return out, err
		}
		out = append(out, b)
	}
}

func TestStream(t *testing.T) {
	want := marks(5)
	history := bytes.Join(want[3].Facts, nil)
	for name, past := range map[string][]byte{"without history": nil, "with history": history} {
		got, err := read(t, stream(t, streamHeader, past, want), streamHeader, past)
		if !errors.Is(err, io.EOF) || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %d of %d, %v", name, len(got), len(want), err)
		}
	}
	if with, without := len(stream(t, streamHeader, history, want)), len(stream(t, streamHeader, nil, want)); with >= without {
		t.Errorf("%d bytes with history, %d without", with, without)
	}
}

// Cut anywhere, a stream gives its whole marks, in order, and then a fault that is not its end; with
// one byte changed it gives no mark that was not sent.
func TestSpoiltStream(t *testing.T) {
	want := marks(4)
	body := stream(t, streamHeader, nil, want)
	for cut := range body {
		got, err := read(t, body[:cut], streamHeader, nil)
		if len(got) > len(want) || !reflect.DeepEqual(got, want[:len(got):len(got)]) && len(got) > 0 {
			t.Fatalf("cut at %d: %d marks", cut, len(got))
		}
		if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) && cut > 0 && len(got) < len(want) {
			t.Fatalf("cut at %d of %d: an end after %d marks", cut, len(body), len(got))
		}
	}
	for at := range body {
		changed := bytes.Clone(body)
		changed[at] ^= 0x10
		if got, _ := read(t, changed, streamHeader, nil); len(got) > 0 && !reflect.DeepEqual(got, want[:len(got)]) {
			t.Fatalf("changed at %d: another stream was read", at)
		}
	}
	for name, h := range map[string]wire.Header{
		"another counter": {Method: "POST", Path: streamHeader.Path, Origin: streamHeader.Origin, Counter: 6, Nonce: streamHeader.Nonce},
		"another path":    {Method: "POST", Path: streamHeader.Path + "1", Origin: streamHeader.Origin, Counter: 5, Nonce: streamHeader.Nonce},
	} {
		if got, err := read(t, body, h, nil); len(got) > 0 || market.Code(err) != "bad_signature" {
			t.Errorf("%s: %d marks, %v", name, len(got), err)
		}
	}
}

func TestRings(t *testing.T) {
	mine, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	other, err := seal.NewRecipient()
	if err != nil {
		t.Fatal(err)
	}
	tags, keys := make([]seal.Tag, 3), make([]seal.Key, 3)
	for i := range tags {
		tags[i], keys[i] = seal.New()
	}
	ring, err := wire.NewRing(mine.Public(), tags, keys)
	if err != nil {
		t.Fatal(err)
	}
	single, err := seal.Wrap(mine.Public(), tags[0], keys[0])
	if err != nil {
		t.Fatal(err)
	}
	old := []wire.Key{{Tag: tags[0], Wrapped: single}, {Tag: tags[1], Wrapped: single}}
	for name, c := range map[string]struct {
		who    *seal.Recipient
		ring   *wire.Ring
		single []wire.Key
		want   int
	}{
		"all": {mine, ring, nil, 3}, "for another": {other, ring, old, 0}, "one by one, one of them not": {mine, nil, old, 1},
		"both": {mine, ring, old, 4}, "nothing": {mine, nil, nil, 0},
		"tags in another order":  {mine, &wire.Ring{Tags: append(append([]byte{}, ring.Tags[16:]...), ring.Tags[:16]...), Wrapped: ring.Wrapped}, nil, 0},
		"a tag cut short":        {mine, &wire.Ring{Tags: ring.Tags[:47], Wrapped: ring.Wrapped}, nil, 0},
		"fewer tags":             {mine, &wire.Ring{Tags: ring.Tags[:32], Wrapped: ring.Wrapped}, nil, 0},
		"changed":                {mine, &wire.Ring{Tags: ring.Tags, Wrapped: append([]byte{ring.Wrapped[0] ^ 1}, ring.Wrapped[1:]...)}, nil, 0},
		"no wrapping key inside": {mine, &wire.Ring{}, nil, 0},
	} {
		gotTags, gotKeys := wire.Open(c.who, c.ring, c.single)
		if len(gotTags) != c.want || len(gotKeys) != c.want {
			t.Errorf("%s: %d keys, want %d", name, len(gotTags), c.want)
		}
		for i, tag := range gotTags {
			if at := i % 3; tag != tags[at] || gotKeys[i] != keys[at] {
				t.Errorf("%s: key %d is another's", name, i)
			}
		}
	}
}

// Whatever arrives as a stream is refused or read within the limits, and only what was signed
// for this request is read.
func FuzzStream(f *testing.F) {
	sent := marks(3)
	whole := stream(f, streamHeader, nil, sent)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add(stream(f, wire.Header{Counter: 9}, nil, sent))
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0x04, 0x00, 0x09, 0x00, 0x00, 0xa0})
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := read(t, body, streamHeader, nil)
		if err == nil || len(got) > len(sent) || len(got) > 0 && !reflect.DeepEqual(got, sent[:len(got)]) {
			t.Fatalf("%d marks, %v", len(got), err)
		}
	})
}
