package archive

import (
	"yizhan/sync/record"
	"yizhan/sync/wire"
)

// Incoming is a batch that was looked through, which takes a fifth of the time of accepting it and
// no transaction.
type Incoming struct {
	*wire.Batch
	links []record.Hash
	whole bool           // the links lead from Prev to Hash
	facts []*record.Fact // nil for one that cannot be read
}

// Read looks a batch through.
func Read(b *wire.Batch) *Incoming {
	in := &Incoming{Batch: b, facts: make([]*record.Fact, len(b.Facts))}
	if len(b.Facts) > wire.MaxBatch { // nobody's signature will fit
		return in
	}
	in.links, in.whole = b.Links()
	for i, raw := range b.Facts {
		in.facts[i], _ = record.Decode(raw) // the ledger says what is wrong with it
	}
	return in
}

// linkAt gives the batch's own link at seq, which lies between First-1 and Last.
func (b *Incoming) linkAt(seq uint64) record.Hash {
	if seq < b.First {
		return b.Prev
	}
	return b.links[seq-b.First]
}
