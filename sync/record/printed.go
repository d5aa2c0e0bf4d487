package record

// NamesPrinted says that staff printed who comes to a posting, with names and phones: whoever asks
// later finds when that was and by whom. It is named after the posting.
const NamesPrinted Kind = "names.printed"

// NamesOnPaper is the body of names.printed.
type NamesOnPaper struct {
	People int  `cbor:"1,keyasint,omitempty"` // on the list
	Copy   bool `cbor:"2,keyasint,omitempty"` // it was printed before
}
