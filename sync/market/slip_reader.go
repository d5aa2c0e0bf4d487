package market

import (
	"encoding/binary"
	"strconv"
	"strings"
	"time"
)

// slipReader takes values off the front. After the first one that is missing, short is set
// and all others are zero. Values that cannot be are left for Slip.body to refuse.
type slipReader struct {
	rest  []byte
	short bool
}

func (r *slipReader) slip() *Slip {
	s := &Slip{Match: r.uint(1) == slipMatch}
	s.Signer = r.origin()
	s.Posting = PostingID(Ref{r.origin(), uint32(r.uint(4))}.String())
	s.Revision, s.Nonce = uint8(r.uint(1)), uint16(r.uint(2))
	s.Issued = slipEpoch.Add(time.Duration(r.uint(3)) * time.Minute)
	s.ValidFor = uint8(r.uint(1))
	s.First = slipEpoch.AddDate(0, 0, int(r.uint(2))).Format(time.DateOnly)
	s.Days = r.small()
	s.StartQ, s.EndQ = uint8(r.uint(1)), uint8(r.uint(1))
	pay := r.uvarint()
	s.Pay = Fen(pay >> 3)
	if unit := int(pay & 7); unit < len(PayUnits) {
		s.Unit = PayUnits[unit]
	}
	s.Headcount, s.TradeNo = r.small(), r.small()
	area := strconv.FormatUint(r.uint(5), 10)
	s.Area = AreaCode(strings.Repeat("0", max(0, 12-len(area))) + area)
	s.Phone = r.phone()
	if s.Match {
		s.MatchN, s.Place = uint32(r.uint(4)), r.small()
	}
	s.Title = decodeGB(r.take(int(r.uint(1))))
	s.Where = decodeGB(r.take(int(r.uint(1))))
	return s
}

func (r *slipReader) take(n int) []byte {
	if r.short || n > len(r.rest) {
		r.short = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

// uint reads a big-endian integer of size bytes, at most eight.
func (r *slipReader) uint(size int) (v uint64) {
	for _, b := range r.take(size) {
		v = v<<8 | uint64(b)
	}
	return v
}

func (r *slipReader) origin() Origin {
	return Origin{uint16(r.uint(2)), uint8(r.uint(1))}
}

func (r *slipReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.rest)
	if n <= 0 || r.short {
		r.short = true
		return 0
	}
	r.rest = r.rest[n:]
	return v
}

// small reads a uvarint that must fit 32 bits; a larger one becomes 0, which no field takes.
func (r *slipReader) small() int {
	v := r.uvarint()
	if v > 1<<31-1 {
		return 0
	}
	return int(v)
}

func (r *slipReader) phone() string {
	n := int(r.uint(1))
	packed := r.take((n + 1) / 2)
	if r.short {
		return ""
	}
	out := make([]byte, n)
	for i := range out {
		half := packed[i/2] >> 4
		if i%2 == 1 {
			half = packed[i/2] & 0xF
		}
		out[i] = '0' + half // above 9 is no digit, and refused as such
	}
	return string(out)
}
