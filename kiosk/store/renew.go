package store

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"

	"yizhan/sync/journal"
	"yizhan/sync/ledger"
	"yizhan/sync/market"
	"yizhan/sync/record"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/uplink"
	"yizhan/sync/wire"
)

// keys makes or finds the keys kept in the meta row name for prefix.
func pendingKeys(ctx context.Context, tx *sqldb.Tx, name string, prefix []byte) (seed, wrap []byte, err error) {
	kept, err := getSecret(ctx, tx, name)
	if err != nil {
		return nil, nil, err
	}
	if keys, ok := bytes.CutPrefix(kept, prefix); ok && len(keys) > ed25519.SeedSize {
		return keys[:ed25519.SeedSize], keys[ed25519.SeedSize:], nil
	}
	r, err := seal.NewRecipient()
	if err != nil {
		return nil, nil, err
	}
	if wrap, err = r.Bytes(); err != nil {
		return nil, nil, fmt.Errorf("make the station's wrapping key: %w", err)
	}
	seed = make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed)
	return seed, wrap, setSecret(ctx, tx, name, bytes.Join([][]byte{prefix, seed, wrap}, nil))
}

// epochPrefix marks the pending keys of the epoch after o.
func epochPrefix(o market.Origin) []byte { return append([]byte("after "+o.String()), 0) }

// RenewKeys gives the keys under which to ask for the epoch after o. They are durable before
// they are used, so that an answer that was lost is given again.
func (s *Store) RenewKeys(ctx context.Context, o market.Origin) (sign ed25519.PrivateKey, wrap []byte, err error) {
	var seed, key []byte
	err = s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		seed, key, err = pendingKeys(ctx, tx, "pending", epochPrefix(o))
		return err
	})
	if err != nil {
		return nil, nil, refuseDisk(err)
	}
	r, err := seal.ParseRecipient(key)
	if err != nil {
		return nil, nil, err
	}
	return ed25519.NewKeyFromSeed(seed), r.Public(), nil
}

// Renew gives up what a journal says after r.Common, and others as r.Leaning says, in one transaction:
// those facts are kept aside and written again, under the new epoch and with new names for what they
// made, because the other copy may have given the old ones to somebody else. It pulls from the
// beginning then, for the county may have facts of this station that this copy never had.
func (s *Store) Renew(ctx context.Context, r uplink.Renewal) error {
	var w *Writer
	err := s.db.Update(ctx, func(tx *sqldb.Tx) error {
		id, err := identity(ctx, tx)
		if err != nil {
			return err
		}
		p := &past{ctx: ctx, tx: tx, r: r, current: id.Origin, county: id.County, made: map[market.Ref]bool{}, names: map[market.Ref]market.Ref{}}
		if err := p.leave(); err != nil {
			return err
		}
		if w, err = write(ctx, tx, "self", s.now().UnixMilli(), nil, p.again); err != nil {
			return err
		}
		if err := p.rename(); err != nil {
			return err
		}
		return pullAgain(ctx, tx)
	})
	return s.outcome(ctx, err, w)
}

// past is what is given up.
type past struct {
	ctx     context.Context
	tx      *sqldb.Tx
	r       uplink.Renewal
	current market.Origin
	county  uint32
	parts   []part
	facts   []*record.Fact            // of all parts
	made    map[market.Ref]bool       // names that they gave
	names   map[market.Ref]market.Ref // those, to new ones
	heads   []record.AskedHeads       // headcounts that it said
}

// part is what is given up of one journal.
type part struct {
	uplink.Kept
	why   string
	head  journal.Head // where it ended
	facts []*record.Fact
}

// leave cuts off what is given up, opens the epoch that there is to be, and makes the picture again.
func (p *past) leave() error {
	if err := p.cut(uplink.Kept{Origin: p.r.Old, Common: p.r.Common}, p.r.Why); err != nil {
		return err
	}
	for _, k := range p.r.Leaning {
		if err := p.cut(k, record.WhyRenamed); err != nil {
			return err
		}
	}
	if p.r.Epoch != 0 {
		if err := p.open(); err != nil {
			return err
		}
	}
	dropped, err := p.dropLoose()
	if err != nil || !dropped && len(p.facts) == 0 {
		return err
	}
	return ledger.Rebuild(p.ctx, p.tx)
}

func (p *past) exec(what, query string, args ...any) error {
	if _, err := p.tx.ExecContext(p.ctx, query, args...); err != nil {
		return fmt.Errorf("%s of %s: %w", what, p.r.Old, err)
	}
	return nil
}

// cut takes the facts after what is kept out of a journal and keeps them aside.
func (p *past) cut(k uplink.Kept, why string) (err error) {
	c := part{Kept: k, why: why}
	if c.head, err = journal.HeadOf(p.ctx, p.tx, p.county, k.Origin); err != nil {
		return err
	}
	if k.Common > c.head.Seq {
		return fmt.Errorf("renew %s: common past of %d facts, %d are here", k.Origin, k.Common, c.head.Seq)
	}
	entries, err := journal.Cut(p.ctx, p.tx, k.Origin, k.Common)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := p.exec("keep the past", `INSERT INTO given_up (station, epoch, seq, bytes, hash) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			e.Origin.Station, e.Origin.Epoch, e.Seq, e.Bytes, e.Hash[:]); err != nil {
			return err
		}
		f, err := record.Decode(e.Bytes)
		if err != nil {
			return fmt.Errorf("read fact %d of journal %s: %w", e.Seq, e.Origin, err)
		}
		c.facts = append(c.facts, f)
		if record.Creates(f.Kind) && f.ID.Origin == k.Origin {
			p.made[f.ID] = true
		}
	}
	p.parts, p.facts = append(p.parts, c), append(p.facts, c.facts...)
	if why == record.WhyFrozen { // it goes on sending, and returns its places
		return nil
	}
	return p.exec("leave the past", `UPDATE origin SET lost = 1, acked = ? WHERE station = ? AND epoch = ?`,
		k.Common, k.Origin.Station, k.Origin.Epoch)
}

// open makes the new epoch the one that this folder writes as.
func (p *past) open() error {
	to := market.Origin{Station: p.current.Station, Epoch: p.r.Epoch}
	seed, wrap, err := pendingKeys(p.ctx, p.tx, "pending", epochPrefix(p.current))
	if err != nil {
		return err
	}
	return errors.Join(
		p.exec("retire the epoch", `UPDATE origin SET current = 0`), // what was put back is told by cameBack
		p.exec("open an epoch", `INSERT INTO origin (station, epoch, sign, current) VALUES (?, ?, ?, 1)`, to.Station, to.Epoch, seed),
		p.vouched(),
		setSecret(p.ctx, p.tx, "wrap_key", wrap),
		setSecret(p.ctx, p.tx, "pending", nil))
}

// vouched keeps the county's certificate of the new epoch from its first moment: a county that is
// put back to before it takes the station in by nothing else.
func (p *past) vouched() error {
	id, err := identity(p.ctx, p.tx)
	if err != nil || p.r.Cert == nil || !wire.VerifyCert(id.County, p.r.Cert, id.CountySign) {
		return err
	}
	return keepCert(p.ctx, p.tx, p.r.Cert)
}

// named are the columns, of tables that no fact fills, that hold identifiers.
var named = map[string]string{"print_job": "match posting about", "wished": "wish", "phone_index": "worker", "employer_phone": "employer"}

// rename tells those tables of the new names.
func (p *past) rename() error {
	for table, columns := range named {
		for column := range strings.FieldsSeq(columns) {
			for from, to := range p.names {
				if err := p.exec("rename", `UPDATE `+table+` SET `+column+` = ? WHERE `+column+` = ?`, to.String(), from.String()); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// Renamed gives what this folder calls by another name since it wrote as o: old to new. It is
// empty while it still does.
func (s *Store) Renamed(ctx context.Context, o market.Origin) (map[string]string, error) {
	out := map[string]string{}
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT r.old, r.new FROM renamed r JOIN origin o ON o.current = 1
			WHERE r.old LIKE ? AND r.new LIKE o.station || '-' || o.epoch || '-%'`, o.String()+"-%")
		if err != nil {
			return fmt.Errorf("read new names: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			var from, to string
			if err := rows.Scan(&from, &to); err != nil {
				return fmt.Errorf("read new names: %w", err)
			}
			out[from] = to
		}
		return rows.Err()
	})
	return out, err
}
