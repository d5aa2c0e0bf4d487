package wire

import (
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// Have says "I have this journal up to Seq, and this is the link there". A count alone is not
// proof: the other side compares the link with its own row before believing it.
type Have struct {
	_       struct{} `cbor:",toarray"`
	Station uint16
	Epoch   uint8
	Seq     uint64
	Hash    record.Hash
}

// Origin is the journal spoken of.
func (h Have) Origin() market.Origin { return market.Origin{Station: h.Station, Epoch: h.Epoch} }

// Enrol asks to become a station. Proof is the new key's signature over code and keys, so that
// nobody enrols a key that is not theirs.
type Enrol struct {
	Version int    `cbor:"1,keyasint"`
	Code    string `cbor:"2,keyasint"` // one-time, from the county desk
	Sign    []byte `cbor:"3,keyasint"` // Ed25519 public key, 32 bytes
	Wrap    []byte `cbor:"4,keyasint"` // X25519 public key, 32 bytes
	Proof   []byte `cbor:"5,keyasint"`
}

// Enrolled is the county's answer. Digits are shown on both screens for people to compare.
type Enrolled struct {
	County     uint32          `cbor:"1,keyasint"`
	Station    uint16          `cbor:"2,keyasint"`
	Epoch      uint8           `cbor:"3,keyasint"`
	Name       string          `cbor:"4,keyasint"`
	Area       market.AreaCode `cbor:"5,keyasint"`
	Public     string          `cbor:"6,keyasint"` // what slips begin with
	CountySign []byte          `cbor:"7,keyasint"`
	CountyWrap []byte          `cbor:"8,keyasint"`
	Digits     string          `cbor:"9,keyasint"`
	Cert       *Cert           `cbor:"20,keyasint,omitempty"`
}

// Hello opens a round.
type Hello struct {
	Version int    `cbor:"1,keyasint"`
	Have    []Have `cbor:"2,keyasint"` // every journal of this folder
	Gen     uint32 `cbor:"3,keyasint"` // of the cursor
	Rev     uint64 `cbor:"4,keyasint"` // pulled up to here
	Program string `cbor:"5,keyasint,omitempty"`
	Mark    []byte `cbor:"20,keyasint,omitempty"` // of the cursor, as the last pull gave it
	Certs   []Cert `cbor:"21,keyasint,omitempty"` // of the journals, for a county that has forgotten them
}

// HelloReply says what the county has of the same journals.
type HelloReply struct {
	Have  []Have `cbor:"1,keyasint"`
	Gen   uint32 `cbor:"2,keyasint"`
	Rev   uint64 `cbor:"3,keyasint"`
	Nonce []byte `cbor:"4,keyasint"`            // for counters of the requests that follow
	Time  int64  `cbor:"5,keyasint"`            // milliseconds, for display
	Certs []Cert `cbor:"20,keyasint,omitempty"` // of the journals that came without one
	Own   []Have `cbor:"30,keyasint,omitempty"` // how far the county's own journals of generations before Gen are whole, without links

	// Frozen are those of the journals whose epoch is over. They still send what they have;
	// whoever writes them is to ask for a new epoch.
	Frozen []Journal `cbor:"6,keyasint,omitempty"`
}

// Journal names a journal.
type Journal struct {
	_       struct{} `cbor:",toarray"`
	Station uint16
	Epoch   uint8
}

// Compare asks which of these links of one journal, in ascending order, the county has too.
type Compare struct {
	Have []Have `cbor:"1,keyasint"` // at most MaxCompare
}

// Compared is the greatest seq at which both have the same link, 0 when at none.
type Compared struct {
	Seq uint64 `cbor:"1,keyasint"`
}

// NewEpoch asks for another epoch of the same station, under new keys. It is signed with the
// key of the epoch that ends; Proof is the new key's signature, as in Enrol with the name of
// the old journal ("12-1") as its code.
type NewEpoch struct {
	Why    string `cbor:"1,keyasint"` // as in record.Opened
	Common uint64 `cbor:"2,keyasint"` // both have the same links up to here
	Keys   Enrol  `cbor:"3,keyasint"`

	// Replaced is the last epoch that a folder put back from a backup wrote as before, when it is after
	// the one that ends. Its disk is gone as well.
	Replaced uint8 `cbor:"4,keyasint,omitempty"`
}

// EpochOpened is the answer. The same keys get the same epoch again. The certificate comes with it,
// so that there is no moment at which a county that is put back knows nothing of the station.
type EpochOpened struct {
	Epoch uint8 `cbor:"1,keyasint"`
	Cert  *Cert `cbor:"20,keyasint,omitempty"` // nil from a county that gives it with the next hello
}

// Batch is a run of one journal: facts First, First+1, …, with their maker's signature. Prev
// lets a receiver tell a batch that was altered on its way (the links from Prev do not end at
// Hash) from one that is whole but grew on another past than the receiver's own (a fork).
type Batch struct {
	Station uint16      `cbor:"1,keyasint"`
	Epoch   uint8       `cbor:"2,keyasint"`
	First   uint64      `cbor:"3,keyasint"`
	Facts   [][]byte    `cbor:"4,keyasint"`
	Hash    record.Hash `cbor:"5,keyasint"` // link after the last
	Sig     []byte      `cbor:"6,keyasint"`
	Keys    []Key       `cbor:"7,keyasint,omitempty"` // of the persons in these facts, for the county
	Prev    record.Hash `cbor:"8,keyasint"`           // link before the first
	Ring    *Ring       `cbor:"9,keyasint,omitempty"` // the same as Keys, shorter; version 2 sends it alone
}

// Origin is the journal of the batch.
func (b *Batch) Origin() market.Origin { return market.Origin{Station: b.Station, Epoch: b.Epoch} }

// Last is the seq of the last fact.
func (b *Batch) Last() uint64 { return b.First + uint64(len(b.Facts)) - 1 }

// Links gives the link after each fact, and whether they lead from Prev to Hash, which the
// maker's signature covers.
func (b *Batch) Links() ([]record.Hash, bool) {
	links := make([]record.Hash, len(b.Facts))
	link := b.Prev
	for i, f := range b.Facts {
		link = record.Next(link, f)
		links[i] = link
	}
	return links, link == b.Hash
}

// Key is a person's key, wrapped for the receiver.
type Key struct {
	_       struct{} `cbor:",toarray"`
	Tag     seal.Tag
	Wrapped []byte
}

// Ack is what is durable at the county now, with proof. The sender checks the link against
// its own row.
type Ack = Have

// Item is one fact handed on by the county.
type Item struct {
	_       struct{} `cbor:",toarray"`
	Rev     uint64
	Station uint16
	Epoch   uint8
	Seq     uint64
	Fact    []byte
}

// Pulled answers a pull: the facts after the cursor that this station should see.
type Pulled struct {
	Gen   uint32 `cbor:"1,keyasint"`
	Items []Item `cbor:"2,keyasint"`
	Keys  []Key  `cbor:"3,keyasint,omitempty"`
	Upto  uint64 `cbor:"4,keyasint"` // the new cursor; items the station should not see are passed over
	More  bool   `cbor:"5,keyasint,omitempty"`
	Ring  *Ring  `cbor:"6,keyasint,omitempty"`  // the same as Keys, for stations that said version 2
	Mark  []byte `cbor:"20,keyasint,omitempty"` // proves to a county that was rolled back that it handed out Upto
}

// Fault is the body of every reply that is not 200.
type Fault struct {
	Code  string `cbor:"1,keyasint"`
	After int    `cbor:"2,keyasint,omitempty"` // seconds before trying again, of overload and too_many
}
