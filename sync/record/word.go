package record

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"fmt"

	"github.com/fxamacker/cbor/v2"

	"yizhan/sync/market"
)

// A word of the county is a fact that only the county can make and that nothing brings back when
// the county is restored from an older backup, but those who heard it. It carries the county's
// signature, so that the county can believe its stations what it said itself. The signature is
// a field of the body, covered by the chain like the rest; programs that do not know it pass it on.

// CountyHeard is a station's fact: what it has heard from a county that was restored since.
const CountyHeard Kind = "county.heard"

// Heard is the body of county.heard, which is named after its maker.
type Heard struct {
	Gen   uint32 `cbor:"1,keyasint"` // in which it is told
	Words []Word `cbor:"2,keyasint"` // at least one, in the order in which they were said
}

// Word is one fact of the county's journal (0, Epoch).
type Word struct {
	_     struct{} `cbor:",toarray"`
	Epoch uint8
	Seq   uint64
	Fact  []byte
}

// MaxHeard is how many bytes of words go into one county.heard, which has to stay within MaxFact.
// A single word may be longer, up to MaxWord.
const (
	MaxHeard = 8 << 10
	MaxWord  = MaxFact - 1<<10
)

// words are the kinds that are signed when the county says them. Grants and recalls are none: what
// stations hold they list (place.held).
var words = map[Kind]bool{
	PersonErased: true, WorkerMerged: true, WorkerApart: true, StaffSet: true, ConflictSettled: true, ConflictWinner: true,
	FactPassed: true, MatchLate: true, ComplaintMoved: true, GuidanceAnswered: true,
	NoticePublished: true, NoticeWithdrawn: true, TrainingPublished: true, TrainingWithdrawn: true, StationDescribed: true,
	EmployerListed: true, ProposalSettled: true, AgreementPublished: true,
}

// IsWord says whether facts of this kind are signed by the county and told back to it.
func IsWord(k Kind) bool { return words[k] }

// proofField is the key of the proof in the body of a word.
const proofField = 99

// proof is the county's signature over the fact without it, its place in the journal, and who
// should see it.
type proof struct {
	_     struct{} `cbor:",toarray"`
	Scope string
	Sig   []byte
}

// Sign puts the county's proof into the fact f, which is to stand at seq of its journal o.
func (f *Fact) Sign(county uint32, o market.Origin, seq uint64, scope string, key ed25519.PrivateKey) error {
	d, err := f.wordDigest(county, o, seq, scope)
	if err != nil {
		return err
	}
	raw, err := Marshal(proof{Scope: scope, Sig: ed25519.Sign(key, d)})
	if err != nil {
		return err
	}
	fields, err := f.fields()
	if err != nil {
		return err
	}
	fields[proofField] = raw
	f.Body, err = Marshal(fields)
	return err
}

// Proved gives who should see a word, and false when the county with the key pub did not say just
// this fact at this place.
func (f *Fact) Proved(county uint32, o market.Origin, seq uint64, pub ed25519.PublicKey) (scope string, ok bool) {
	fields, err := f.fields()
	if err != nil || fields[proofField] == nil || !IsWord(f.Kind) {
		return "", false
	}
	var p proof
	if Unmarshal(fields[proofField], &p) != nil {
		return "", false
	}
	bare, err := f.Unsigned()
	if err != nil {
		return "", false
	}
	d, err := bare.wordDigest(county, o, seq, p.Scope)
	return p.Scope, err == nil && len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, d, p.Sig)
}

// Unsigned gives the fact as it was before Sign.
func (f *Fact) Unsigned() (*Fact, error) {
	fields, err := f.fields()
	if err != nil {
		return nil, err
	}
	delete(fields, proofField)
	bare := *f
	bare.Body, err = Marshal(fields)
	return &bare, err
}

func (f *Fact) fields() (map[uint64]cbor.RawMessage, error) {
	fields := map[uint64]cbor.RawMessage{}
	err := Unmarshal(f.Body, &fields)
	return fields, err
}

func (f *Fact) wordDigest(county uint32, o market.Origin, seq uint64, scope string) ([]byte, error) {
	b, err := f.Encode()
	if err != nil {
		return nil, fmt.Errorf("sign %s of %s: %w", f.Kind, f.ID, err)
	}
	head := binary.BigEndian.AppendUint32([]byte("DL-WORD-1\x00"), county)
	head = binary.BigEndian.AppendUint16(head, o.Station)
	head = append(head, o.Epoch)
	head = binary.BigEndian.AppendUint64(head, seq)
	head = binary.BigEndian.AppendUint32(head, uint32(len(scope)))
	return bytes.Join([][]byte{head, []byte(scope), b}, nil), nil
}
