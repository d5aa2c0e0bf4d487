package wire_test

import (
	"errors"
	"fmt"
	"testing"

	"yizhan/sync/market"
	"yizhan/sync/wire"
)

func TestStatus(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{market.Refuse("bad_signature"), 401, "bad_signature"},
		{fmt.Errorf("push: %w", market.Refuse("fork")), 409, "fork"},
		{market.Refuse("something_new"), 400, "something_new"},
		{&market.Error{Code: "bad_value", Field: "after"}, 400, "bad_value"},
		{wire.ErrTooLarge, 413, "too_large"},
		{market.Refuse("too_many"), 429, "too_many"},
		{errors.New("the disk"), 503, "overload"},
	} {
		if status, code := wire.Status(c.err); status != c.status || code != c.code {
			t.Errorf("%v: %d %s, want %d %s", c.err, status, code, c.status, c.code)
		}
	}
}
