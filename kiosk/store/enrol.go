package store

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"

	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
	"yizhan/sync/wire"
)

// Enrolment is what a station keeps of its enrolment.
type Enrolment struct {
	market.Origin
	County                 uint32
	Name                   string
	Area                   market.AreaCode
	URL, Public            string
	CountySign, CountyWrap []byte
	SignSeed, WrapKey      []byte
	Cert                   *wire.Cert // nil from a county that gives none yet
}

// EnrolKeys gives the keys under which this folder asks to be enrolled with a code. They are
// durable before the code is used: when the county's answer is lost, asking again with the
// same keys gets the same answer.
func (s *Store) EnrolKeys(ctx context.Context, code string) (sign ed25519.PrivateKey, wrap *seal.Recipient, err error) {
	var seed, wrapKey []byte
	err = s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		seed, wrapKey, err = pendingKeys(ctx, tx, "pending", append([]byte(code), 0))
		return err
	})
	if err != nil {
		return nil, nil, refuseDisk(err)
	}
	wrap, err = seal.ParseRecipient(wrapKey)
	return ed25519.NewKeyFromSeed(seed), wrap, err
}

// Enrol makes this folder the station e. A folder that was a station before keeps its facts
// and goes on sending them; its free places go back to the county, since the new (station,
// epoch) does not hold them. It pulls from the beginning, for other facts are meant for it now.
func (s *Store) Enrol(ctx context.Context, e Enrolment) error {
	id, err := s.Identity(ctx)
	if err == nil {
		if id.County != e.County {
			return market.Refuse("other_county")
		}
		if err := s.Write(ctx, "self", func(w *Writer) error { return w.returnAll() }); err != nil {
			return err
		}
	} else if !errors.Is(err, ErrNotEnrolled) {
		return err
	}
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE origin SET current = 0, restored = 0`); err != nil {
			return fmt.Errorf("retire the origin before: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO origin (station, epoch, sign, current) VALUES (?, ?, ?, 1)`,
			e.Station, e.Epoch, e.SignSeed); err != nil {
			return fmt.Errorf("keep origin %s: %w", e.Origin, err)
		}
		if e.Cert != nil {
			if err := keepCert(ctx, tx, e.Cert); err != nil {
				return err
			}
		}
		index, err := getSecret(ctx, tx, "index_key")
		if err != nil {
			return err
		}
		if len(index) == 0 {
			index = make([]byte, 32)
			_, _ = rand.Read(index)
		}
		county := binary.BigEndian.AppendUint32(nil, e.County)
		for name, v := range map[string][]byte{
			"county": county, "name": []byte(e.Name), "area": []byte(e.Area), "url": []byte(e.URL), "public": []byte(e.Public),
			"county_sign": e.CountySign, "county_wrap": e.CountyWrap, "cursor": nil, "mark": nil,
		} {
			if err := setMeta(ctx, tx, name, v); err != nil {
				return err
			}
		}
		for name, v := range map[string][]byte{"wrap_key": e.WrapKey, "index_key": index, "pending": nil} {
			if err := setSecret(ctx, tx, name, v); err != nil {
				return err
			}
		}
		return nil
	}))
}
