package office_test

import (
	"crypto/ed25519"

	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// station is a station that keeps its journal in memory and hands it to the archive.
type station struct {
	market.Origin
	desk  *desk
	sign  ed25519.PrivateKey
	wrap  []byte // of the county
	facts [][]byte
	links []record.Hash
	keys  []wire.Key
	next  uint32
	acked int
}

// enrolWith makes a station with a code, and gives the six digits that its screen shows.
func (d *desk) enrolWith(code string) (*station, string) {
	d.t.Helper()
	_, sign, err := ed25519.GenerateKey(nil)
	if err != nil {
		d.t.Fatal(err)
	}
	wrap, err := seal.NewRecipient()
	if err != nil {
		d.t.Fatal(err)
	}
	m := wire.Enrol{Version: wire.Version, Code: code, Sign: sign.Public().(ed25519.PublicKey), Wrap: wrap.Public()}
	wire.SignEnrol(&m, sign)
	e, err := d.archive.Enrol(d.t.Context(), &m)
	if err != nil {
		d.t.Fatal(err)
	}
	s := &station{Origin: market.Origin{Station: e.Station, Epoch: e.Epoch}, desk: d, sign: sign, wrap: e.CountyWrap}
	s.links = []record.Hash{record.Genesis(e.County, s.Origin)}
	return s, e.Digits
}

func (d *desk) enrol(area market.AreaCode) *station {
	d.t.Helper()
	code, err := d.archive.NewCode(d.t.Context(), "", area)
	if err != nil {
		d.t.Fatal(err)
	}
	s, _ := d.enrolWith(code)
	return s
}

func (s *station) new() market.Ref {
	s.next++
	return market.Ref{Origin: s.Origin, N: s.next}
}

func (s *station) write(kind record.Kind, id market.Ref, body any, boxes ...record.Box) market.Ref {
	s.desk.t.Helper()
	raw, err := record.Marshal(body)
	if err != nil {
		s.desk.t.Fatal(err)
	}
	flags, _ := record.Known(kind)
	b, err := (&record.Fact{Kind: kind, Flags: flags, ID: id, At: s.desk.now.UnixMilli(), By: "self", Body: raw, Boxes: boxes}).Encode()
	if err != nil {
		s.desk.t.Fatal(err)
	}
	s.facts = append(s.facts, b)
	s.links = append(s.links, record.Next(s.links[len(s.links)-1], b))
	return id
}

// box seals v for a new person, whose key goes to the county.
func (s *station) box(v any, published bool) record.Box {
	s.desk.t.Helper()
	tag, key := seal.New()
	wrapped, err := seal.Wrap(s.wrap, tag, key)
	if err != nil {
		s.desk.t.Fatal(err)
	}
	s.keys = append(s.keys, wire.Key{Tag: tag, Wrapped: wrapped})
	return sealed(s.desk, tag, key, v, published)
}

func sealed(d *desk, tag seal.Tag, key seal.Key, v any, published bool) record.Box {
	d.t.Helper()
	plain, err := record.Marshal(v)
	if err != nil {
		d.t.Fatal(err)
	}
	return record.Box{Tag: tag, Published: published, Data: seal.Seal(tag, key, plain)}
}

// sync hands what is new to the county.
func (s *station) sync() {
	s.desk.t.Helper()
	st, err := s.desk.archive.Station(s.desk.t.Context(), s.Origin)
	if err != nil {
		s.desk.t.Fatal(err)
	}
	for s.acked < len(s.facts) {
		last := min(s.acked+wire.MaxBatch, len(s.facts))
		b := &wire.Batch{
			Station: s.Station, Epoch: s.Epoch, First: uint64(s.acked) + 1, Facts: s.facts[s.acked:last], Prev: s.links[s.acked], Hash: s.links[last], Keys: s.keys,
		}
		wire.SignBatch(s.desk.archive.County(), b, s.sign)
		if _, err := s.desk.archive.Accept(s.desk.t.Context(), b); err != nil {
			s.desk.t.Fatal(err)
		}
		s.acked = last
	}
	_, p, err := s.desk.archive.Greet(s.desk.t.Context(), st, &wire.Hello{
		Version: wire.Version, Gen: 1, Program: wire.Program,
		Have: []wire.Have{{Station: s.Station, Epoch: s.Epoch, Seq: uint64(s.acked), Hash: s.links[s.acked]}},
	})
	if err != nil {
		s.desk.t.Fatal(err)
	}
	if err := s.desk.archive.Seen(s.desk.t.Context(), st, p); err != nil {
		s.desk.t.Fatal(err)
	}
}

func ref(r market.Ref) record.Ref { return record.Ref{Station: r.Station, Epoch: r.Epoch, N: r.N} }

func (s *station) employer(name, phone string) market.Ref {
	return s.write(record.EmployerRegistered, s.new(), record.Employer{Name: name, Kind: "farm"}, s.box(record.Contact{Called: name, Phone: phone}, true))
}

// job opens a posting; share is the county's.
func (s *station) job(employer market.Ref, p record.Posting) market.Ref {
	if p.Employer = ref(employer); p.Share == "" {
		p.Share = "county"
	}
	if p.Unit == "" {
		p.Unit = "day"
	}
	return s.write(record.PostingOpened, s.new(), p)
}

func (s *station) person(name, phone string) market.Ref {
	return s.write(record.WorkerRegistered, s.new(), record.Worker{Trades: []market.TradeID{"loader"}}, s.box(record.Person{Name: name, Phone: phone, BirthYear: 1970}, false))
}

func (s *station) checkIn(worker market.Ref, number int) market.Ref {
	return s.write(record.CheckInMade, s.new(), record.CheckIn{Worker: ref(worker), Purpose: "work", Day: s.desk.now.In(market.Zone).Format("2006-01-02"), Number: number})
}

func (s *station) take(posting, worker market.Ref, place int) market.Ref {
	return s.write(record.MatchTaken, s.new(), record.Taken{Posting: ref(posting), Worker: ref(worker), Place: place, Nonce: uint16(4700 + s.next)})
}

func (s *station) complain(kind market.ComplaintKind, number string, amount market.Fen, posting market.Ref, called, phone string) market.Ref {
	var boxes []record.Box
	if phone != "" {
		boxes = append(boxes, s.box(record.Caller{Called: called, Phone: phone}, false))
	}
	return s.write(record.ComplaintFiled, s.new(), record.Complaint{Kind: kind, Number: number, Amount: amount, Posting: ref(posting)}, boxes...)
}

func (s *station) propose(number string, p record.Posting, firm record.Employer, called, phone string) market.Ref {
	return s.write(record.ProposalMade, s.new(), record.Proposal{Number: number, Posting: p, Firm: firm},
		s.box(record.Proposer{Called: called, Phone: phone}, false))
}
