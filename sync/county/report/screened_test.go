package report

import (
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
