package market

import (
	"crypto/ed25519"
	"time"
)

// Slip is what the QR of a printed slip says by itself, with every station and the county
// down: the job, and on a match slip who holds which place. It names no worker. On paper it is
// one decimal number (EncodeSlip, ParseSlip) behind a URL (SlipURL, ParseSlipURL), signed by
// the station that printed it (Sign, Verify). A photocopy verifies too: taking a place is
// decided by places, never by paper.
//
// Times are civil, in Zone, but for Issued, which is UTC.
type Slip struct {
	Match     bool      // false: a posting anyone may take home; true: one person's place
	Signer    Origin    // the station that printed and signed, with the epoch of its key
	Posting   PostingID // may have been opened at another station
	Revision  uint8     // of the posting, modulo 256
	Nonce     uint16    // of this print
	Issued    time.Time // whole minutes, UTC, from 2024 on
	ValidFor  uint8     // from Issued on, in units of two hours
	First     string    // first work day, "2026-11-23"
	Days      int       // 1…MaxDays
	StartQ    uint8     // each day's start in quarter hours from 00:00, 0…95
	EndQ      uint8     // each day's end, StartQ+1…192; past 96 is the next day
	Pay       Fen       // per Unit
	Unit      PayUnit
	Headcount int
	TradeNo   int      // the trade's `no` in data/job_types.json; may be unknown to an older program
	Area      AreaCode // 12 digits
	Phone     string   // the employer's published number, digits only, ≤MaxSlipPhone
	MatchN    uint32   // 0 unless Match; the n of the match's id, whose station is Signer's
	Place     int      // 0 unless Match; 1 and up
	Title     string   // what is to be done, possibly cut
	Where     string   // place in words, possibly cut, possibly empty

	signature [ed25519.SignatureSize]byte
}

// MaxSlipPhone is the longest phone number on a slip, in digits.
const MaxSlipPhone = 20

// slipValidUnit is what one step of Slip.ValidFor stands for.
const slipValidUnit = 2 * time.Hour

// slipTag separates signatures of slips from everything else a station's key signs.
const slipTag = "DL-SLIP-1\x00"

// SlipFacts is what a slip is made of. Match and Place stay empty on the slip of a posting.
type SlipFacts struct {
	Posting  *Posting // has passed Validate
	Revision int      // of the posting; the slip keeps it modulo 256
	TradeNo  int
	Phone    string // of the employer, as ParsePhone gives it; may be empty
	Signer   Origin
	Nonce    uint16
	Issued   time.Time
	Match    MatchID
	Place    int
	Public   string // the county's public URL; a long host leaves less room for words
}

// NewSlip prepares an unsigned slip. The start is taken down and the end up to the quarter
// hour, so that nobody comes late by the slip. Title and place are cut at whole characters
// until the QR keeps to version 9-M. The slip is valid until the last day's work ends, at most
// 255 units of two hours (21 days). It fails with the code of CheckPublicURL, or with
// bad_slip when a value does not fit.
func NewSlip(f SlipFacts) (*Slip, error) {
	if err := CheckPublicURL(f.Public); err != nil {
		return nil, err
	}
	p, shift := f.Posting, f.Posting.Shift()
	s := &Slip{
		Signer: f.Signer, Posting: p.ID, Revision: uint8(f.Revision), Nonce: f.Nonce,
		Issued: f.Issued.UTC().Truncate(time.Minute),
		First:  shift.First, Days: shift.Days,
		StartQ: uint8(shift.From / 15), EndQ: uint8((shift.To + 14) / 15),
		Pay: p.Pay, Unit: p.Unit, Headcount: p.Headcount, TradeNo: f.TradeNo,
		Area: p.Area, Phone: digitsOf(f.Phone),
		Title: p.Title, Where: p.Place,
	}
	if f.Match != "" {
		ref, err := ParseRef(string(f.Match))
		if err != nil || ref.Station != f.Signer.Station {
			return nil, badSlip("match")
		}
		s.Match, s.MatchN, s.Place = true, ref.N, f.Place
	}
	s.ValidFor = validUnits(s.Issued, s.ends())
	if err := s.cutWords(slipRoom(f.Public)); err != nil {
		return nil, err
	}
	if _, err := s.body(); err != nil {
		return nil, err
	}
	return s, nil
}

// Sign signs s with the key of s.Signer and gives the digits that go on paper. The error is
// bad_slip when a value does not fit.
func (s *Slip) Sign(key ed25519.PrivateKey) (string, error) {
	body, err := s.body()
	if err != nil {
		return "", err
	}
	copy(s.signature[:], ed25519.Sign(key, append([]byte(slipTag), body...)))
	return EncodeSlip(s)
}

// Verify says whether pub signed exactly these values. Which key belongs to s.Signer is for
// the caller to know; a signer it does not know is "cannot be checked here", never "forged".
func (s *Slip) Verify(pub ed25519.PublicKey) bool {
	body, err := s.body()
	return err == nil && len(pub) == ed25519.PublicKeySize &&
		ed25519.Verify(pub, append([]byte(slipTag), body...), s.signature[:])
}

// MatchID is the match of a match slip, "" otherwise. The slip does not carry the match's
// epoch, so the signer's is assumed: a match printed again after its station got a new epoch
// is found by station, n, posting and place.
func (s *Slip) MatchID() MatchID {
	if !s.Match {
		return ""
	}
	return MatchID(Ref{s.Signer, s.MatchN}.String())
}

// PhoneText is the employer's number as people write it: 13800138000, 0375-2978818.
func (s *Slip) PhoneText() string {
	if p, err := ParsePhone(s.Phone); err == nil {
		return p
	}
	return s.Phone
}

// Until is when the slip stops being valid. It is shown to people and decides nothing.
func (s *Slip) Until() time.Time {
	return s.Issued.Add(time.Duration(s.ValidFor) * slipValidUnit)
}

// Shift is the working time as the slip has it, to the quarter hour.
func (s *Slip) Shift() Shift {
	return Shift{First: s.First, Days: s.Days, From: int(s.StartQ) * 15, To: int(s.EndQ) * 15, EndKnown: true}
}

// ends is the moment at which the last day's work ends.
func (s *Slip) ends() time.Time {
	first, err := time.ParseInLocation(time.DateOnly, s.First, Zone)
	if err != nil {
		return s.Issued
	}
	return first.AddDate(0, 0, s.Days-1).Add(time.Duration(s.EndQ) * 15 * time.Minute)
}

func validUnits(from, to time.Time) uint8 {
	n := (to.Sub(from) + slipValidUnit - 1) / slipValidUnit
	return uint8(min(max(n, 1), 255))
}

func badSlip(field string) *Error { return &Error{Code: "bad_slip", Field: field} }
