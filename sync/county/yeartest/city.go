// Package yeartest makes a city with a year of facts, for tests and benches: stations that are
// enrolled, sign their batches and send them as real ones do, with people who come back, postings,
// places taken, cancelled and worked. Nobody in it is real.
//
// Begin at Make. The same plan gives the same days; only keys and numbers that must be random differ.
package yeartest

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/wire"
)

// Plan says how much is to happen.
type Plan struct {
	Seed     uint64
	Counties int    // 1 to 12 of the gazetteer's
	Stations int    // spread over them
	First    string // civil day
	Days     int
	Facts    int // about so many
	Batch    int // a station sends when it has so many facts; 0 is as many as a batch holds

	// Full lets everybody have a phone and postings be for the whole county, some for days; postings are
	// handed in, and some places given twice, as it happens where lines are down. Figures are made of
	// the same without; pages have more to show.
	Full bool

	After func(day int) error // each day, counted from 0; may be nil
}

// City is what was made.
type City struct {
	Archive  *archive.Archive
	Keys     map[seal.Tag]seal.Key // of every person
	Stations []*Station
	Facts    int

	ctx   context.Context
	plan  Plan
	batch int
	rng   *rand.Rand
	wrap  []byte // the county's public wrapping key
	// jobs are open postings of all stations, for those who go to work elsewhere.
	jobs []*job
}

// Station is one of them, as it stands in its own folder.
type Station struct {
	market.Origin
	Area market.AreaCode

	city    *City
	key     ed25519.PrivateKey
	seq     uint64
	link    record.Hash
	n       uint32
	pending [][]byte
	tags    []seal.Tag
	keys    []seal.Key

	people []*person
	firms  []market.Ref
	jobs   []*job
	number int                        // of the day
	later  []func(at time.Time) error // what is said on another day
}

// Make enrols the plan's stations at a and lets the days pass.
func Make(ctx context.Context, a *archive.Archive, p Plan) (*City, error) {
	c := &City{Archive: a, Keys: map[seal.Tag]seal.Key{}, ctx: ctx, plan: p, rng: rand.New(rand.NewPCG(p.Seed, 1)), batch: p.Batch}
	if c.batch == 0 {
		c.batch = wire.MaxBatch
	}
	if err := a.SetPublic(ctx, "http://127.0.0.1:1"); err != nil {
		return nil, err
	}
	for i := range p.Stations {
		if err := c.enrol(areaOf(i, p), Key(p.Seed, i+1)); err != nil {
			return nil, err
		}
	}
	first, err := time.ParseInLocation(time.DateOnly, p.First, market.Zone)
	if err != nil {
		return nil, fmt.Errorf("begin the year: %w", err)
	}
	visits := float64(p.Facts) / factsAVisit / float64(p.Days) / float64(p.Stations)
	for d := range p.Days {
		for _, s := range c.Stations {
			if err := s.day(first.AddDate(0, 0, d), visits); err != nil {
				return nil, err
			}
		}
		c.jobs = slices.DeleteFunc(c.jobs, func(j *job) bool { return j.left == 0 })
		if p.After != nil {
			if err := p.After(d); err != nil {
				return nil, err
			}
		}
	}
	for _, s := range c.Stations {
		if err := s.Send(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// areaOf spreads stations over counties: first one for the county, then its townships, then villages.
func areaOf(i int, p Plan) market.AreaCode {
	areas := assets.Areas()
	counties := areas.Counties()
	county := counties[i%p.Counties%len(counties)].Code
	n := i / p.Counties
	if n == 0 {
		return county
	}
	townships := areas.Townships(county)
	n--
	if n < len(townships) {
		return townships[n].Code
	}
	n -= len(townships)
	villages := areas.Villages(townships[n%len(townships)].Code)
	return villages[n/len(townships)%len(villages)].Code
}

// Key is the signing key of the plan's station no: the same in every run, so that slips of a city that
// was made earlier can still be printed.
func Key(seed uint64, no int) ed25519.PrivateKey {
	of := sha256.Sum256(fmt.Appendf(nil, "station %d of %d", no, seed))
	return ed25519.NewKeyFromSeed(of[:])
}

func (c *City) enrol(area market.AreaCode, key ed25519.PrivateKey) error {
	wrap, err := seal.NewRecipient()
	if err != nil {
		return err
	}
	code, err := c.Archive.NewCode(c.ctx, "", area)
	if err != nil {
		return err
	}
	m := &wire.Enrol{Version: wire.Version, Code: code, Sign: key.Public().(ed25519.PublicKey), Wrap: wrap.Public()}
	wire.SignEnrol(m, key)
	r, err := c.Archive.Enrol(c.ctx, m)
	if err != nil {
		return err
	}
	c.wrap = r.CountyWrap
	o := market.Origin{Station: r.Station, Epoch: r.Epoch}
	c.Stations = append(c.Stations, &Station{Origin: o, Area: area, city: c, key: key, link: record.Genesis(c.Archive.County(), o)})
	return nil
}

// next is a new identifier of this station.
func (s *Station) next() market.Ref {
	s.n++
	return market.Ref{Origin: s.Origin, N: s.n}
}

// Say writes the next fact of the station's journal.
func (s *Station) Say(kind record.Kind, id market.Ref, at time.Time, base uint64, body any, boxes ...record.Box) error {
	raw, err := record.Marshal(body)
	if err != nil {
		return err
	}
	flags, _ := record.Known(kind)
	by := "self"
	if s.city.rng.IntN(3) == 0 {
		by = fmt.Sprintf("s%d-%d", s.Station, 1+s.city.rng.IntN(2))
	}
	f := record.Fact{Kind: kind, Flags: flags, ID: id, At: at.UnixMilli(), Base: base, By: by, Body: raw, Boxes: boxes}
	b, err := f.Encode()
	if err != nil {
		return err
	}
	s.pending = append(s.pending, b)
	s.city.Facts++
	if len(s.pending) >= s.city.batch {
		return s.Send()
	}
	return nil
}

// Send lets the county have what it has not.
func (s *Station) Send() error {
	if len(s.pending) == 0 {
		return nil
	}
	b := &wire.Batch{Station: s.Station, Epoch: s.Epoch, First: s.seq + 1, Facts: s.pending, Prev: s.link}
	links, _ := b.Links()
	b.Hash = links[len(links)-1]
	ring, err := wire.NewRing(s.city.wrap, s.tags, s.keys)
	if err != nil {
		return err
	}
	b.Ring = ring
	wire.SignBatch(s.city.Archive.County(), b, s.key)
	if _, err := s.city.Archive.Accept(s.city.ctx, b); err != nil {
		return fmt.Errorf("send facts of station %d: %w", s.Station, err)
	}
	s.seq, s.link = s.seq+uint64(len(s.pending)), b.Hash
	s.pending, s.tags, s.keys = nil, nil, nil
	return nil
}

// Seal closes what is said later of somebody of this city.
func (s *Station) Seal(t seal.Tag, v any) (record.Box, error) {
	return s.seal(t, s.city.Keys[t], false, v)
}

// seal closes what is said of somebody under a key of their own.
func (s *Station) seal(t seal.Tag, k seal.Key, published bool, v any) (record.Box, error) {
	plain, err := record.Marshal(v)
	if err != nil {
		return record.Box{}, err
	}
	if _, known := s.city.Keys[t]; !known {
		s.city.Keys[t] = k
		s.tags, s.keys = append(s.tags, t), append(s.keys, k)
	}
	return record.Box{Tag: t, Published: published, Data: seal.Seal(t, k, plain)}, nil
}
