package wire

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"net/http"
	"strconv"

	"yizhan/sync/market"
)

// Headers of signed requests and replies.
const (
	HeaderStation = "Yizhan-Station" // "12-1": station and epoch
	HeaderCounter = "Yizhan-Counter" // grows within one nonce
	HeaderNonce   = "Yizhan-Nonce"   // hex, from hello; empty on hello itself
	HeaderSig     = "Yizhan-Signature"
)

// Header is what a request's signature covers beside its body.
type Header struct {
	Method  string
	Path    string // with the query, as sent
	Origin  market.Origin
	Counter uint64
	Nonce   []byte
}

func (h Header) digest(body []byte) []byte {
	sum := sha256.Sum256(body)
	b := []byte("DL-REQ-1\x00")
	for _, part := range [][]byte{[]byte(h.Method), []byte(h.Path), h.Nonce} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	b = binary.BigEndian.AppendUint16(b, h.Origin.Station)
	b = append(b, h.Origin.Epoch)
	b = binary.BigEndian.AppendUint64(b, h.Counter)
	return append(b, sum[:]...)
}

// SignRequest puts the signature headers on r and returns the signature, which the reply must name.
func SignRequest(head http.Header, h Header, body []byte, key ed25519.PrivateKey) []byte {
	return h.put(head, ed25519.Sign(key, h.digest(body)))
}

// put writes the signature headers and returns sig.
func (h Header) put(head http.Header, sig []byte) []byte {
	head.Set(HeaderStation, h.Origin.String())
	head.Set(HeaderCounter, strconv.FormatUint(h.Counter, 10))
	head.Set(HeaderNonce, hex.EncodeToString(h.Nonce))
	head.Set(HeaderSig, base64.StdEncoding.EncodeToString(sig))
	return sig
}

// ReadHeader reads the signature headers of a request.
func ReadHeader(r *http.Request) (Header, []byte, error) {
	h := Header{Method: r.Method, Path: r.URL.RequestURI()}
	bad := market.Refuse("bad_signature")
	ref, err := market.ParseRef(r.Header.Get(HeaderStation) + "-1")
	if err != nil {
		return h, nil, bad
	}
	h.Origin = ref.Origin
	if h.Counter, err = strconv.ParseUint(r.Header.Get(HeaderCounter), 10, 64); err != nil {
		return h, nil, bad
	}
	if h.Nonce, err = hex.DecodeString(r.Header.Get(HeaderNonce)); err != nil || len(h.Nonce) > 64 {
		return h, nil, bad
	}
	sig, err := base64.StdEncoding.DecodeString(r.Header.Get(HeaderSig))
	if err != nil || len(sig) != ed25519.SignatureSize {
		return h, nil, bad
	}
	return h, sig, nil
}

// VerifyRequest says whether pub signed this header and body.
func VerifyRequest(h Header, body, sig []byte, pub ed25519.PublicKey) bool {
	return len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, h.digest(body), sig)
}

func replyDigest(requestSig []byte, status int, body []byte) []byte {
	sum := sha256.Sum256(body)
	b := append([]byte("DL-REP-1\x00"), requestSig...)
	b = binary.BigEndian.AppendUint32(b, uint32(status))
	return append(b, sum[:]...)
}

// SignReply binds a reply to the request whose signature is given.
func SignReply(head http.Header, requestSig []byte, status int, body []byte, key ed25519.PrivateKey) {
	head.Set(HeaderSig, base64.StdEncoding.EncodeToString(ed25519.Sign(key, replyDigest(requestSig, status, body))))
}

// VerifyReply says whether the county signed this reply to this request.
func VerifyReply(head http.Header, requestSig []byte, status int, body []byte, pub ed25519.PublicKey) bool {
	sig, err := base64.StdEncoding.DecodeString(head.Get(HeaderSig))
	return err == nil && len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, replyDigest(requestSig, status, body), sig)
}

func enrolDigest(e *Enrol) []byte {
	b := []byte("DL-ENROL-1\x00")
	for _, part := range [][]byte{[]byte(e.Code), e.Sign, e.Wrap} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return b
}

// SignEnrol fills e.Proof.
func SignEnrol(e *Enrol, key ed25519.PrivateKey) { e.Proof = ed25519.Sign(key, enrolDigest(e)) }

// VerifyEnrol says whether the key that asks to be enrolled signed the request.
func VerifyEnrol(e *Enrol) bool {
	return len(e.Sign) == ed25519.PublicKeySize && ed25519.Verify(e.Sign, enrolDigest(e), e.Proof)
}

// Digits are the six digits that both screens show at enrolment: if they are the same, nobody
// stood between the two.
func Digits(countySign, stationSign []byte, code string) string {
	h := sha256.Sum256(fmt.Appendf(nil, "DL-DIGITS-1\x00%x/%x/%s", countySign, stationSign, code))
	return fmt.Sprintf("%06d", binary.BigEndian.Uint64(h[:])%1_000_000)
}

func batchDigest(county uint32, b *Batch) []byte {
	d := []byte("DL-BATCH-1\x00")
	d = binary.BigEndian.AppendUint32(d, county)
	d = binary.BigEndian.AppendUint16(d, b.Station)
	d = append(d, b.Epoch)
	d = binary.BigEndian.AppendUint64(d, b.First)
	d = binary.BigEndian.AppendUint64(d, b.Last())
	return append(d, b.Hash[:]...)
}

// SignBatch fills b.Sig with the maker's signature.
func SignBatch(county uint32, b *Batch, key ed25519.PrivateKey) {
	b.Sig = ed25519.Sign(key, batchDigest(county, b))
}

// SignedBy says whether pub signed the batch as it describes itself. Whether its facts are
// those that were signed is for Links to say.
func SignedBy(county uint32, b *Batch, pub ed25519.PublicKey) bool {
	return len(b.Facts) > 0 && len(b.Facts) <= MaxBatch && b.First > 0 &&
		len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, batchDigest(county, b), b.Sig)
}
