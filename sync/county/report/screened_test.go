package report

import (
	"strconv"
	"testing"

	"yizhan/sync/market"
)

// A posting is read again when its words are others, and only then.
func TestScreenedByWords(t *testing.T) {
	var k screened
	p := market.Posting{ID: "1-1-7", Trade: "loader", Title: "卸化肥", Headcount: 2, Pay: 150_00, Unit: "day"}
	if k.blocked(&p, []byte("first")) {
		t.Error("good words are blocked")
	}
	p.Notes = "干活前每人先交 200 元押金"
	if k.blocked(&p, []byte("first")) {
		t.Error("the same body was read again")
	}
	if !k.blocked(&p, []byte("second")) {
		t.Error("another body was not read")
	}
	p.Notes = ""
	if k.blocked(&p, []byte("third")) {
		t.Error("it is blocked for what it said before")
	}
}

// What is asked for stays however much else was read, and what nobody asked for goes in the end.
func TestScreenedForgetsTheOldest(t *testing.T) {
	var k screened
	body := []byte("its words")
	used, unused := market.Posting{ID: "1-1-1", Title: "卸化肥"}, market.Posting{ID: "1-1-2", Title: "卸水泥"}
	k.blocked(&used, body)
	k.blocked(&unused, body)
	for i := range 3 * mostScreened {
		p := market.Posting{ID: market.PostingID(strconv.Itoa(i))}
		k.keep(p.ID, screenedAs{body: "other words"})
		if i%(mostScreened/2) != 0 {
			continue
		}
		if _, ok := k.kept(used.ID, body); !ok {
			t.Fatalf("forgotten after %d others, though it is asked for", i)
		}
	}
	if _, ok := k.kept(unused.ID, body); ok {
		t.Error("what nobody asks for is kept for ever")
	}
	if n := len(k.young) + len(k.old); n > 2*mostScreened {
		t.Errorf("%d are kept", n)
	}
}
