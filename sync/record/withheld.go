package record

// PostingWithheld is the county's: a posting that came from a program which let it through must not
// be published, or may be again. It is named after the posting. A program that does not know the
// kind gives none of its places (MustUnderstand).
const PostingWithheld Kind = "posting.withheld"

// Withheld is the body of posting.withheld.
type Withheld struct {
	On    bool     `cbor:"1,keyasint"`
	Codes []string `cbor:"2,keyasint,omitempty"` // of wording.Finding: why, for staff; at most WithheldMost
}

// WithheldMost bounds Codes. There are fewer kinds of blocks.
const WithheldMost = 16
