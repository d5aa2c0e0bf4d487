package archive

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"yizhan/sync/sqldb"
)

// A mark proves to the county itself that it handed out a rev:
//
//	u64 rev of a commit · 8 random bytes of that commit · 16 bytes HMAC over generation and both
//
// A county that was rolled back to before the commit has no such row, or another one. The HMAC
// keeps a station from making the county believe that.
const markSize = 8 + 8 + 16

// marked keeps the mark of a commit that gave out revs up to rev.
func (w *writer) marked(rev uint64) error {
	nonce := make([]byte, 8)
	_, _ = rand.Read(nonce)
	if _, err := w.tx.ExecContext(w.ctx, `INSERT INTO mark (rev, nonce) VALUES (?, ?)`, rev, nonce); err != nil {
		return fmt.Errorf("mark rev %d: %w", rev, err)
	}
	return nil
}

func (a *Archive) seal(gen uint32, rev uint64, nonce []byte) []byte {
	k := hmac.New(sha256.New, a.keys.sign.Seed())
	k.Write([]byte("DL-MARK-1\x00"))
	b := binary.BigEndian.AppendUint64(nil, rev)
	b = append(b, nonce...)
	k.Write(binary.BigEndian.AppendUint32(nil, gen))
	k.Write(b)
	return append(b, k.Sum(nil)[:16]...)
}

// markAt gives the mark for a cursor at rev; nil when the commits of that time had none.
func (a *Archive) markAt(ctx context.Context, tx *sqldb.Tx, gen uint32, rev uint64) ([]byte, error) {
	var at uint64
	var nonce []byte
	err := tx.QueryRowContext(ctx, `SELECT rev, nonce FROM mark WHERE rev >= ? ORDER BY rev LIMIT 1`, rev).Scan(&at, &nonce)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read mark of rev %d: %w", rev, err)
	}
	return a.seal(gen, at, nonce), nil
}

// forgotten says whether the mark, of the generation told with it, is the county's own and speaks
// of a commit that is not here: the county was rolled back.
func (a *Archive) forgotten(ctx context.Context, tx *sqldb.Tx, gen uint32, mark []byte) (bool, error) {
	if len(mark) != markSize {
		return false, nil
	}
	rev, nonce := binary.BigEndian.Uint64(mark), mark[8:16]
	if !hmac.Equal(mark, a.seal(gen, rev, nonce)) || rev > math.MaxInt64 {
		return false, nil
	}
	own, err := generation(ctx, tx)
	if err != nil || gen != own {
		return gen > own, err
	}
	var kept []byte
	err = tx.QueryRowContext(ctx, `SELECT nonce FROM mark WHERE rev = ?`, rev).Scan(&kept)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return false, fmt.Errorf("read mark of rev %d: %w", rev, err)
	}
	return !bytes.Equal(kept, nonce), nil
}
