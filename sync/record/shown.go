package record

// PersonShown says that somebody of an office looked at a name and a phone in full: whoever asks
// later finds who that was (the fact's By), when and why. It is named after what they belong to.
const PersonShown Kind = "person.shown"

// Unmasked is the body of person.shown. It names nobody.
type Unmasked struct {
	Kind string `cbor:"1,keyasint"` // worker, help, complaint, proposal or employer
	Why  string `cbor:"2,keyasint"`
}
