package record

import "yizhan/sync/market"

// Kinds of what the county tells everybody, and of what people answer to it.
const (
	NoticePublished   Kind = "notice.published"   // again under the same name: as it is from now on
	NoticeWithdrawn   Kind = "notice.withdrawn"   // until it is published again
	TrainingPublished Kind = "training.published" // as notice.published
	TrainingWithdrawn Kind = "training.withdrawn"
	TrainingWished    Kind = "training.wished"   // somebody wants to learn it
	StationDescribed  Kind = "station.described" // the station's own page; named after the station
)

// Notice is the body of notice.published.
type Notice struct {
	Topic  market.Topic `cbor:"1,keyasint"`
	Title  string       `cbor:"2,keyasint"`
	Second string       `cbor:"3,keyasint,omitempty"`
	Text   string       `cbor:"4,keyasint,omitempty"`
	From   string       `cbor:"5,keyasint"` // civil day
	Until  string       `cbor:"6,keyasint,omitempty"`
	// Area is where it is shown: at the stations in it, "" at all.
	Area market.AreaCode `cbor:"7,keyasint,omitempty"`
}

// Training is the body of training.published.
type Training struct {
	Title string         `cbor:"1,keyasint"`
	Trade market.TradeID `cbor:"2,keyasint,omitempty"`
	Fee   market.Fen     `cbor:"3,keyasint,omitempty"`
	Place string         `cbor:"4,keyasint"`
	From  string         `cbor:"5,keyasint,omitempty"` // civil day
	Days  int            `cbor:"6,keyasint,omitempty"`
	Seats int            `cbor:"7,keyasint"`
	Until string         `cbor:"8,keyasint,omitempty"`

	Kind market.CourseKind `cbor:"9,keyasint,omitempty"`  // "" is a course
	Area market.AreaCode   `cbor:"10,keyasint,omitempty"` // as of a notice
}

// Wish is the body of training.wished; box 0 is the Caller. Every station hears of it, so that all
// count the same seats, and none but its maker can open the box.
type Wish struct {
	Training Ref `cbor:"1,keyasint"`
}

// StationPage is the body of station.described.
type StationPage struct {
	Opens      string   `cbor:"1,keyasint,omitempty"`
	Closes     string   `cbor:"2,keyasint,omitempty"`
	Days       string   `cbor:"3,keyasint,omitempty"`
	Address    string   `cbor:"4,keyasint,omitempty"`
	Inquiry    string   `cbor:"5,keyasint,omitempty"`
	Complaints string   `cbor:"6,keyasint,omitempty"`
	Legal      string   `cbor:"7,keyasint,omitempty"`
	Promise    []string `cbor:"8,keyasint,omitempty"`
	Rules      []string `cbor:"9,keyasint,omitempty"`
}
