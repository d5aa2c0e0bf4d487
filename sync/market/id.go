package market

import (
	"fmt"
	"strconv"
	"strings"
)

// Identifiers are written "station-epoch-n", for example "12-1-431": the station that made
// the thing, the incarnation of its database, and a counter within that. They are unique
// within one county. Station 0 is the county itself.
type (
	PostingID  string // "12-1-431"
	EmployerID string // "12-1-430"
	WorkerID   string // "7-2-19"
	MatchID    string // "7-2-20"
	CheckInID  string // "7-2-21"
	WaitID     string // "7-2-22", a place on the waitlist
)

// Origin is a (station, epoch): who made a fact, and who may hold a place.
type Origin struct {
	Station uint16 // 0 is the county
	Epoch   uint8  // 1 and up
}

func (o Origin) String() string { return fmt.Sprintf("%d-%d", o.Station, o.Epoch) }

// County says whether o is the county server rather than a station.
func (o Origin) County() bool { return o.Station == 0 }

// Ref is an identifier taken apart.
type Ref struct {
	Origin
	N uint32 // 1 and up
}

func (r Ref) String() string { return fmt.Sprintf("%d-%d-%d", r.Station, r.Epoch, r.N) }

// ParseRef reads "12-1-431". Only the one spelling that Ref.String writes is accepted.
func ParseRef(s string) (Ref, error) {
	bad := &Error{Code: "bad_id"}
	parts := strings.Split(s, "-")
	if len(parts) != 3 {
		return Ref{}, bad
	}
	station, err1 := strconv.ParseUint(parts[0], 10, 16)
	epoch, err2 := strconv.ParseUint(parts[1], 10, 8)
	n, err3 := strconv.ParseUint(parts[2], 10, 32)
	r := Ref{Origin{uint16(station), uint8(epoch)}, uint32(n)}
	if err1 != nil || err2 != nil || err3 != nil || epoch == 0 || n == 0 || r.String() != s {
		return Ref{}, bad
	}
	return r, nil
}
