package record

import "yizhan/sync/market"

// Kinds of what people ask of the market beside work: complaints, and to be called back.
const (
	ComplaintFiled   Kind = "complaint.filed"
	ComplaintMoved   Kind = "complaint.moved"   // by the station where it was filed, or the county
	GuidanceAsked    Kind = "guidance.asked"    // somebody wants to be called back for advice
	GuidanceAnswered Kind = "guidance.answered" // as complaint.moved
)

// Complaint is the body of complaint.filed. Box 0, where there is one, is the Caller; without it
// the complaint is anonymous.
type Complaint struct {
	Kind    market.ComplaintKind `cbor:"1,keyasint"`
	Number  string               `cbor:"2,keyasint"` // market.FollowNo
	Posting Ref                  `cbor:"3,keyasint,omitzero"`
	Match   Ref                  `cbor:"4,keyasint,omitzero"`
	Amount  market.Fen           `cbor:"5,keyasint,omitempty"`
}

// Caller is the sealed part of whoever wants to be called back.
type Caller struct {
	Called string `cbor:"1,keyasint,omitempty"` // 李师傅
	Phone  string `cbor:"2,keyasint"`
	Words  string `cbor:"3,keyasint,omitempty"` // what somebody wrote on the county's page; the phone may be empty then
}

// ComplaintMove is the body of complaint.moved. Of two the further state stands, and of two words
// for the same state the one with the greater (station, epoch, seq).
type ComplaintMove struct {
	State market.ComplaintState `cbor:"1,keyasint"`
	Words string                `cbor:"2,keyasint,omitempty"` // shown to whoever follows it by its number
}

// Guidance is the body of guidance.asked; box 0 is the Caller.
type Guidance struct {
	Topic market.Topic `cbor:"1,keyasint"`
}

// Answered is the body of guidance.answered.
type Answered struct {
	Words string `cbor:"1,keyasint,omitempty"`
}
