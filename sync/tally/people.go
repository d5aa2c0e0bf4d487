package tally

import (
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
)

// From which age on somebody counts as 大龄 (就业困难人员认定: 女满 40、男满 50).
const (
	olderMan   = 50
	olderWoman = 40
)

// profile is what is known of a person for counting. It is never kept.
type profile struct {
	trades            map[market.TradeID]bool
	man, woman, older bool
	hard              bool
}

// atOnce is how many registrations one query asks for; always as many, so that its text stays the same.
const atOnce = 200

// people counts the seekers by what they look for and who they are.
func (b *book) people() error {
	wanted := map[market.WorkerID]bool{}
	for v := range b.seen {
		wanted[market.WorkerID(v.who)] = true
	}
	for w, keep := range b.keep { // a hardship may be known of another registration of the same person
		if wanted[keep] {
			wanted[w] = true
		}
	}
	known := map[market.WorkerID]*profile{}
	b.named = slices.Sorted(maps.Keys(wanted))
	for ids := range slices.Chunk(b.named, atOnce) {
		if err := b.profiles(ids, known); err != nil {
			return err
		}
	}
	for v := range b.seen {
		c, p := b.at(v.station), known[market.WorkerID(v.who)]
		c.N[Seekers]++
		if p == nil {
			continue
		}
		for t := range p.trades {
			c.Sought[t]++
		}
		for f, is := range map[Figure]bool{SeekersMen: p.man, SeekersWomen: p.woman, SeekersOlder: p.older, SeekersHard: p.hard, FilledHard: p.hard && b.seen[v]} {
			if is {
				c.N[f]++
			}
		}
	}
	for _, f := range b.fills {
		if p := known[f.person]; p != nil && p.hard {
			b.at(f.station).N[FillsHard]++
		}
	}
	return nil
}

func (b *book) profiles(ids []market.WorkerID, known map[market.WorkerID]*profile) error {
	args := make([]any, atOnce)
	for i := range args {
		args[i] = ""
		if i < len(ids) {
			args[i] = string(ids[i])
		}
	}
	return b.each("seekers", `SELECT w.id, COALESCE(s.trades, w.trades), w.tag, w.box, k.key, h.box FROM worker w
		LEFT JOIN wishes s ON s.worker = w.id LEFT JOIN help h ON h.worker = w.id LEFT JOIN person_key k ON k.tag = w.tag
		WHERE w.id IN (?`+strings.Repeat(", ?", atOnce-1)+`)`, args, func(r *sql.Rows) error {
		var id market.WorkerID
		var trades string
		var tag, box, key, help []byte
		if err := r.Scan(&id, &trades, &tag, &box, &key, &help); err != nil {
			return err
		}
		p := known[b.person(id)]
		if p == nil {
			p = &profile{trades: map[market.TradeID]bool{}}
			known[b.person(id)] = p
		}
		for _, t := range strings.Fields(trades) {
			p.trades[market.TradeID(t)] = true
		}
		var who record.Person
		if err := b.open(tag, key, box, &who); err != nil {
			return err
		}
		p.read(who, dayStart(b.span.First).Year())
		if help == nil {
			return nil
		}
		var need record.Need
		if err := b.open(tag, key, help, &need); err != nil {
			return err
		}
		p.hard = p.hard || len(need.Hardships) > 0
		return nil
	})
}

// open leaves v as it is where nobody can open the box any more, or it is not one.
func (b *book) open(tag, key, box []byte, v any) error {
	err := ledger.OpenBoxWith(b.tx, tag, key, box, v)
	if errors.Is(err, ledger.ErrNoKey) || errors.Is(err, seal.ErrOpen) || errors.Is(err, record.ErrFact) {
		return nil
	}
	return err
}

// read takes over what a registration says of a person, in the year that is counted.
func (p *profile) read(who record.Person, year int) {
	least, born := olderMan, who.BirthYear
	if id, err := market.ParseResidentID(who.IDNumber, time.Time{}); err == nil {
		p.man, p.woman = p.man || id.Male, p.woman || !id.Male
		if !id.Male {
			least = olderWoman
		}
		born, _ = strconv.Atoi(who.IDNumber[6:10])
	}
	if born != 0 && year-born >= least {
		p.older = true
	}
}
