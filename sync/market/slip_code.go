package market

import (
	"bytes"
	"encoding/binary"
	"math/big"
	"slices"
	"strconv"
	"time"
)

// The layout, all integers big-endian; the decimal number on paper is the big-endian value of
// the whole. The first byte is never 0, so no byte is lost in the number.
//
//	u8             0x11 a posting · 0x12 a match
//	u16 u8         signer: station, epoch
//	u16 u8 u32     posting: station, epoch, n
//	u8 u16         revision · nonce
//	u24 u8         issued, minutes since 2024-01-01Z · valid for, 2-hour units
//	u16 uvarint    first day, days since 2024-01-01 · days
//	u8 u8          start, end in quarter hours
//	uvarint        pay in fen <<3 | unit
//	uvarint ×2     headcount · trade
//	40 bit         area code
//	u8 BCD         phone: count of digits, then two a byte, 0xF in the odd half
//	u32 uvarint    only 0x12: match n · place
//	u8 … u8 …      title, place in words: length, GB18030
//	64             Ed25519 over slipTag and all before
const (
	slipPosting = 0x11
	slipMatch   = 0x12

	// maxSlipBody is the most bytes before the signature: with a public host of 15
	// characters the QR stays at version 9-M, the largest that fits 58 mm paper at six dots
	// a module.
	maxSlipBody = 92
	// maxSlipDigits bounds the work done for a number that is not a slip.
	maxSlipDigits = 1200
)

var slipEpoch = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// EncodeSlip writes a signed slip as its decimal number. The error is bad_slip when a value
// does not fit.
func EncodeSlip(s *Slip) (string, error) {
	body, err := s.body()
	if err != nil {
		return "", err
	}
	return new(big.Int).SetBytes(append(body, s.signature[:]...)).String(), nil
}

// ParseSlip reads the number that EncodeSlip wrote. It looks at the structure alone: Verify
// says who signed. Each value has one encoding, and everything else is refused with bad_slip.
func ParseSlip(number string) (*Slip, error) {
	if len(number) > maxSlipDigits || !digits(number) || number[0] == '0' {
		return nil, badSlip("digits")
	}
	n, _ := new(big.Int).SetString(number, 10)
	code := n.Bytes()
	if code[0] != slipPosting && code[0] != slipMatch {
		return nil, badSlip("kind")
	}
	r := slipReader{rest: code}
	s := r.slip()
	copy(s.signature[:], r.take(len(s.signature)))
	if r.short || len(r.rest) > 0 {
		return nil, badSlip("length")
	}
	// Writing it again is what refuses a uvarint with spare bytes, an odd filler in the
	// phone, or a second GB18030 form of a character.
	again, err := s.body()
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(again, code[:len(code)-len(s.signature)]) {
		return nil, badSlip("encoding")
	}
	return s, nil
}

// body is everything before the signature. The error is the first value that does not fit.
func (s *Slip) body() ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	// check has seen all of these succeed.
	posting, _ := ParseRef(string(s.Posting))
	area, _ := strconv.ParseUint(string(s.Area), 10, 64)
	title, _ := encodeGB(s.Title)
	where, _ := encodeGB(s.Where)
	minutes, unit := s.issuedMinutes(), slices.Index(PayUnits, s.Unit)

	be := binary.BigEndian
	b := make([]byte, 0, maxSlipBody)
	if s.Match {
		b = append(b, slipMatch)
	} else {
		b = append(b, slipPosting)
	}
	b = append(be.AppendUint16(b, s.Signer.Station), s.Signer.Epoch)
	b = append(be.AppendUint16(b, posting.Station), posting.Epoch)
	b = be.AppendUint32(b, posting.N)
	b = be.AppendUint16(append(b, s.Revision), s.Nonce)
	b = append(b, byte(minutes>>16), byte(minutes>>8), byte(minutes), s.ValidFor)
	b = binary.AppendUvarint(be.AppendUint16(b, uint16(s.firstDay())), uint64(s.Days))
	b = append(b, s.StartQ, s.EndQ)
	b = binary.AppendUvarint(b, uint64(s.Pay)<<3|uint64(unit))
	b = binary.AppendUvarint(b, uint64(s.Headcount))
	b = binary.AppendUvarint(b, uint64(s.TradeNo))
	b = be.AppendUint32(append(b, byte(area>>32)), uint32(area))
	b = appendPhone(b, s.Phone)
	if s.Match {
		b = binary.AppendUvarint(be.AppendUint32(b, s.MatchN), uint64(s.Place))
	}
	b = append(append(b, byte(len(title))), title...)
	b = append(append(b, byte(len(where))), where...)
	// This also catches a text whose length overflows its byte.
	if len(b) > maxSlipBody {
		return nil, badSlip("length")
	}
	return b, nil
}

// check refuses values that have no encoding, or that no program of ours would print.
func (s *Slip) check() error {
	_, errPosting := ParseRef(string(s.Posting))
	day, minutes := s.firstDay(), s.issuedMinutes()
	_, errTitle := encodeGB(s.Title)
	_, errWhere := encodeGB(s.Where)
	switch {
	case s.Signer.Epoch == 0:
		return badSlip("signer")
	case errPosting != nil:
		return badSlip("posting")
	case minutes < 0 || minutes >= 1<<24:
		return badSlip("issued")
	case day < 0 || day > 0xFFFF || s.Days < 1 || s.Days > MaxDays:
		return badSlip("days")
	case s.StartQ > 95 || s.EndQ <= s.StartQ || s.EndQ > 192:
		return badSlip("hours")
	case s.Pay < 1 || s.Pay > MaxPay || !slices.Contains(PayUnits, s.Unit):
		return badSlip("pay")
	case s.Headcount < 1 || s.Headcount > MaxHeadcount:
		return badSlip("headcount")
	case s.TradeNo < 1 || s.TradeNo > 0xFFFF:
		return badSlip("trade")
	case len(s.Area) != 12 || !digits(string(s.Area)):
		return badSlip("area")
	case len(s.Phone) > MaxSlipPhone || s.Phone != "" && !digits(s.Phone):
		return badSlip("phone")
	case s.Match && (s.MatchN == 0 || s.Place < 1 || s.Place > 0xFFFF):
		return badSlip("match")
	case !s.Match && (s.MatchN != 0 || s.Place != 0):
		return badSlip("match")
	case errTitle != nil || s.Title == "":
		return badSlip("title")
	case errWhere != nil:
		return badSlip("place")
	}
	return nil
}

// firstDay is First as days since 2024-01-01, or -1 when it is no date after that.
func (s *Slip) firstDay() int {
	t, err := time.Parse(time.DateOnly, s.First)
	if err != nil || t.Before(slipEpoch) {
		return -1
	}
	return int(t.Sub(slipEpoch) / (24 * time.Hour))
}

// issuedMinutes is Issued as minutes since slipEpoch, or -1 when it is no whole minute after
// that.
func (s *Slip) issuedMinutes() int64 {
	d := s.Issued.Sub(slipEpoch)
	if d < 0 || d%time.Minute != 0 {
		return -1
	}
	return int64(d / time.Minute)
}

func appendPhone(b []byte, phone string) []byte {
	b = append(b, byte(len(phone)))
	for i := 0; i < len(phone); i += 2 {
		low := byte(0xF)
		if i+1 < len(phone) {
			low = phone[i+1] - '0'
		}
		b = append(b, (phone[i]-'0')<<4|low)
	}
	return b
}
