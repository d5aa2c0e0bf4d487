package wire

import (
	"crypto/ed25519"
	"encoding/binary"

	"yizhan/sync/market"
)

// Cert is the county's word that it enrolled a (station, epoch) with these keys. The station
// keeps it and shows it, so that a county whose backup is older than the enrolment knows the
// station again.
type Cert struct {
	Station uint16          `cbor:"1,keyasint"`
	Epoch   uint8           `cbor:"2,keyasint"`
	Sign    []byte          `cbor:"3,keyasint"`
	Wrap    []byte          `cbor:"4,keyasint"`
	Name    string          `cbor:"5,keyasint"`
	Area    market.AreaCode `cbor:"6,keyasint"`
	Gen     uint32          `cbor:"7,keyasint"` // of the county when it signed
	Sig     []byte          `cbor:"8,keyasint"`
}

// Origin is whom the certificate is about.
func (c *Cert) Origin() market.Origin { return market.Origin{Station: c.Station, Epoch: c.Epoch} }

func (c *Cert) digest(county uint32) []byte {
	b := []byte("DL-CERT-1\x00")
	b = binary.BigEndian.AppendUint32(b, county)
	b = binary.BigEndian.AppendUint16(b, c.Station)
	b = append(b, c.Epoch)
	b = binary.BigEndian.AppendUint32(b, c.Gen)
	for _, part := range [][]byte{c.Sign, c.Wrap, []byte(c.Name), []byte(c.Area)} {
		b = binary.BigEndian.AppendUint32(b, uint32(len(part)))
		b = append(b, part...)
	}
	return b
}

// SignCert fills c.Sig with the county's signature.
func SignCert(county uint32, c *Cert, key ed25519.PrivateKey) {
	c.Sig = ed25519.Sign(key, c.digest(county))
}

// VerifyCert says whether the county with the key pub signed the certificate.
func VerifyCert(county uint32, c *Cert, pub ed25519.PublicKey) bool {
	return len(pub) == ed25519.PublicKeySize && ed25519.Verify(pub, c.digest(county), c.Sig)
}
