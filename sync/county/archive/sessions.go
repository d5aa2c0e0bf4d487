package archive

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// How long a session lasts without a request, how long at all, and how exactly the first is kept:
// not every page that is looked at is worth a commit.
const (
	sessionIdle  = 30 * time.Minute
	sessionWhole = 12 * time.Hour
	sessionStep  = time.Minute
)

// How many tries to sign in may be wrong within a while, for one account and from one address.
const (
	triesWhile     = 15 * time.Minute
	triesOfAccount = 8
	triesOfAddress = 40
)

// Session is somebody of an office who is signed in.
type Session struct {
	Officer
	Proof string // every form of the session carries it
}

// nobody is what the password of an account that is not there is compared with, so that the answer
// takes as long.
var nobody = sync.OnceValue(func() string { return seal.HashPIN(newPassword()) })

// SignIn opens a session and gives its token, which is kept in the browser alone. address is where
// the request came from. It refuses with wrong_password, whatever was wrong, and with
// too_many_tries, also for the right password.
func (a *Archive) SignIn(ctx context.Context, account, password, address string) (token string, err error) {
	account = strings.ToLower(strings.TrimSpace(account))
	o, err := a.checkPassword(ctx, account, password, address)
	if err != nil {
		return "", err
	}
	token = random()
	err = a.db.Update(ctx, func(tx *sqldb.Tx) error {
		gen, err := generation(ctx, tx)
		if err != nil {
			return err
		}
		now := a.now()
		if _, err := tx.ExecContext(ctx, `DELETE FROM office_session WHERE seen_at < ? OR began_at < ? OR gen <> ?`,
			now.Add(-sessionIdle).UnixMilli(), now.Add(-sessionWhole).UnixMilli(), gen); err != nil {
			return fmt.Errorf("end old sessions: %w", err)
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO office_session (token, account, proof, gen, began_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)`,
			hashed(token), o.Account, random(), gen, now.UnixMilli(), now.UnixMilli()); err != nil {
			return fmt.Errorf("open session of %s: %w", o.Account, err)
		}
		return a.note(ctx, tx, o.Account, "sign_in", o.Account, "")
	})
	return token, err
}

// checkPassword lets one try of an account pass, or refuses as SignIn does. A try is counted before
// the password is looked at, so that many at once gain nothing, and also for an account that is
// not there.
func (a *Archive) checkPassword(ctx context.Context, account, password, address string) (Officer, error) {
	if len(account) > 32 || len(password) > MaxPassword {
		return Officer{}, market.Refuse("wrong_password")
	}
	var o Officer
	secret := ""
	err := a.db.Update(ctx, func(tx *sqldb.Tx) error {
		since := a.now().Add(-triesWhile).UnixMilli()
		if err := a.forgetTries(ctx, tx); err != nil {
			return err
		}
		for who, most := range map[string]int{"account " + account: triesOfAccount, "address " + address: triesOfAddress} {
			var n int
			if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM office_try WHERE who = ? AND at >= ?`, who, since).Scan(&n); err != nil {
				return fmt.Errorf("count tries: %w", err)
			}
			if n >= most {
				return market.Refuse("too_many_tries")
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO office_try (who, at) VALUES (?, ?)`, who, a.now().UnixMilli()); err != nil {
				return fmt.Errorf("count a try: %w", err)
			}
		}
		var err error
		if o, secret, err = officer(ctx, tx, account); market.Code(err) == "unknown_account" {
			err = nil
		}
		return err
	})
	if err != nil {
		return Officer{}, err
	}
	there := secret != "" && !o.Closed
	if !there {
		secret = nobody()
	}
	if !seal.CheckPIN(secret, password) || !there {
		return Officer{}, market.Refuse("wrong_password")
	}
	err = a.db.Update(ctx, func(tx *sqldb.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM office_try WHERE id IN (SELECT MAX(id) FROM office_try WHERE who = ?) OR who = ?`,
			"address "+address, "account "+account)
		if err != nil {
			return fmt.Errorf("forget tries of %s: %w", account, err)
		}
		return nil
	})
	return o, err
}

// Session gives who is signed in with a token, or refuses with signed_out.
func (a *Archive) Session(ctx context.Context, token string) (Session, error) {
	var s Session
	var seen int64
	now := a.now()
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		gen, err := generation(ctx, tx)
		if err != nil {
			return err
		}
		err = tx.QueryRowContext(ctx, `SELECT o.account, o.title, o.area, o.station, o.once, t.proof, t.seen_at FROM office_session t
			JOIN officer o ON o.account = t.account AND o.closed = 0 WHERE t.token = ? AND t.gen = ? AND t.seen_at > ? AND t.began_at > ?`,
			hashed(token), gen, now.Add(-sessionIdle).UnixMilli(), now.Add(-sessionWhole).UnixMilli()).
			Scan(&s.Account, &s.Title, &s.Area, &s.Station, &s.Once, &s.Proof, &seen)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("signed_out")
		}
		if err != nil {
			return fmt.Errorf("read session: %w", err)
		}
		return nil
	})
	if err != nil || now.Sub(time.UnixMilli(seen)) < sessionStep {
		return s, err
	}
	return s, a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE office_session SET seen_at = ? WHERE token = ?`, now.UnixMilli(), hashed(token)); err != nil {
			return fmt.Errorf("note request of %s: %w", s.Account, err)
		}
		return nil
	})
}

// SignOut ends the session of a token.
func (a *Archive) SignOut(ctx context.Context, token string) error {
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM office_session WHERE token = ?`, hashed(token)); err != nil {
			return fmt.Errorf("end session: %w", err)
		}
		return nil
	})
}

func endSessions(ctx context.Context, tx *sqldb.Tx, account string) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM office_session WHERE account = ?`, account); err != nil {
		return fmt.Errorf("end sessions of %s: %w", account, err)
	}
	return nil
}

// random is something that nobody can guess, in letters that a cookie and a form can hold.
func random() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	return base64.RawURLEncoding.EncodeToString(b)
}

func hashed(token string) []byte {
	h := sha256.Sum256([]byte(token))
	return h[:]
}
