package record

// Merged is the body of worker.merged, which is named after the registration that is shown for
// the person from now on. The others keep their identifiers in every fact there is.
type Merged struct {
	Others []Ref `cbor:"1,keyasint"` // at most MaxMerged
}

// Apart is the body of worker.apart, which is named after the other of the two: they are two
// persons, whatever was said before.
type Apart struct {
	Other Ref `cbor:"1,keyasint"`
}

// MaxMerged bounds the registrations of one worker.merged.
const MaxMerged = 50
