package wire

import (
	"errors"
	"net/http"

	"yizhan/sync/market"
)

// statuses maps refusals to HTTP statuses. Anything unknown here is a 400: the other side said
// something that cannot be done, and saying it again will not help.
var statuses = map[string]int{
	"bad_signature": http.StatusUnauthorized, "unknown_station": http.StatusUnauthorized, "revoked": http.StatusForbidden,
	"bad_nonce": http.StatusUnauthorized, "bad_code": http.StatusForbidden, "old_code": http.StatusForbidden,
	"fork": http.StatusConflict, "gap": http.StatusConflict, "frozen": http.StatusConflict,
	"too_large": http.StatusRequestEntityTooLarge, "too_new": http.StatusUpgradeRequired, "not_found": http.StatusNotFound, "unknown_person": http.StatusNotFound,
	"overload": http.StatusServiceUnavailable, "too_many": http.StatusTooManyRequests,
}

// Status gives the HTTP status and the code that goes with err. A fault of the server itself
// is overload: the station keeps what it has and comes again.
func Status(err error) (int, string) {
	if errors.Is(err, ErrTooLarge) {
		return http.StatusRequestEntityTooLarge, "too_large"
	}
	code := market.Code(err)
	if code == "" {
		return http.StatusServiceUnavailable, "overload"
	}
	if s, ok := statuses[code]; ok {
		return s, code
	}
	return http.StatusBadRequest, code
}
