package archive

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"yizhan/assets"
	"yizhan/sync/market"
	"yizhan/sync/seal"
	"yizhan/sync/sqldb"
)

// Reach is what somebody of an office sees: an area with all below it, or one station in it.
type Reach struct {
	Area    market.AreaCode
	Station uint16 // 0: all stations of the area
}

// args are the values of inReach.
func (r Reach) args() []any {
	first, last := r.Area.Span()
	return []any{string(first), string(last), r.Station, r.Station}
}

// inReach is the condition on a row s of station that it lies in a Reach.
const inReach = `(s.area BETWEEN ? AND ? AND (? = 0 OR s.no = ?))`

// stationNow names s, each station with the newest of its epochs.
const stationNow = `(SELECT no, epoch, name, area FROM station x WHERE epoch = (SELECT MAX(epoch) FROM station y WHERE y.no = x.no))`

// Officer is the account of somebody of an office.
type Officer struct {
	Account string
	Title   string // what pages call them
	Reach
	Once   bool // the password was given out and must be replaced first
	Closed bool
}

// Level is the tier of the account: that of its area, and the lowest for one of a single station.
func (o Officer) Level() market.Level {
	if o.Station != 0 {
		return market.LevelVillage
	}
	a, _ := assets.Areas().Get(o.Area)
	return a.Level
}

// Above says whether o may open, reset and close accounts with that reach: they are of a lower
// level and see nothing that o does not.
func (o Officer) Above(r Reach) bool {
	first, last := o.Area.Span()
	other := Officer{Reach: r}
	return r.Area >= first && r.Area <= last && o.Level() < other.Level() && other.Level() != 0
}

// The bounds of what people choose for an account.
const (
	MaxOfficerTitle = 30  // characters
	MinPassword     = 12  // characters
	MaxPassword     = 200 // bytes
)

var accountForm = regexp.MustCompile(`^[a-z][a-z0-9-]{2,31}$`)

// AddOfficer opens an account and gives its password, which works until the account's owner puts
// one of their own in its place. by is the account that does it, "" the operator of the machine,
// who may do all. It refuses with not_allowed for an account that is not below by, with bad_value,
// too_long and required for what the account is called, with unknown_area, unknown_station, and
// with account_taken.
func (a *Archive) AddOfficer(ctx context.Context, by string, o Officer) (password string, err error) {
	o.Account = strings.ToLower(strings.TrimSpace(o.Account))
	if !accountForm.MatchString(o.Account) {
		return "", &market.Error{Code: "bad_account", Field: "account"}
	}
	if o.Title, err = market.Words(o.Title, true); err != nil {
		return "", &market.Error{Code: market.Code(err), Field: "name"}
	}
	if utf8.RuneCountInString(o.Title) > MaxOfficerTitle {
		return "", &market.Error{Code: "too_long", Field: "name"}
	}
	if _, ok := assets.Areas().Get(o.Area); !ok {
		return "", &market.Error{Code: "unknown_area", Field: "area"}
	}
	password = newPassword()
	secret := seal.HashPIN(password)
	err = a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if err := mayManage(ctx, tx, by, o.Reach); err != nil {
			return err
		}
		if err := stationIn(ctx, tx, o.Reach); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM officer WHERE account = ?`, o.Account).Scan(&n); err != nil {
			return fmt.Errorf("look for account %s: %w", o.Account, err)
		}
		if n > 0 {
			return &market.Error{Code: "account_taken", Field: "account"}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO officer (account, title, area, station, secret, once, made_at, made_by) VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
			o.Account, o.Title, string(o.Area), o.Station, secret, a.now().UnixMilli(), by)
		if err != nil {
			return fmt.Errorf("open account %s: %w", o.Account, err)
		}
		return a.note(ctx, tx, by, "account.new", o.Account, "")
	})
	if err != nil {
		return "", err
	}
	return password, nil
}

// ResetOfficer gives an account a new password to begin with, opens it where it was closed, and
// ends its sessions. It refuses with unknown_account, also for one that is not below by.
func (a *Archive) ResetOfficer(ctx context.Context, by, account string) (password string, err error) {
	password = newPassword()
	secret := seal.HashPIN(password)
	err = a.changeOfficer(ctx, by, account, "account.reset", `UPDATE officer SET secret = ?, once = 1, closed = 0 WHERE account = ?`, secret, account)
	if err != nil {
		return "", err
	}
	return password, nil
}

// CloseOfficer closes an account and ends its sessions; it is never deleted, since what it did
// names it. It refuses with unknown_account, also for one that is not below by.
func (a *Archive) CloseOfficer(ctx context.Context, by, account string) error {
	return a.changeOfficer(ctx, by, account, "account.close", `UPDATE officer SET closed = 1 WHERE account = ?`, account)
}

func (a *Archive) changeOfficer(ctx context.Context, by, account, what, query string, args ...any) error {
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		o, _, err := officer(ctx, tx, account)
		if err != nil {
			return err
		}
		if mayManage(ctx, tx, by, o.Reach) != nil {
			return market.Refuse("unknown_account") // nothing is told of what is above
		}
		if _, err := tx.ExecContext(ctx, query, args...); err != nil {
			return fmt.Errorf("change account %s: %w", account, err)
		}
		if err := endSessions(ctx, tx, account); err != nil {
			return err
		}
		return a.note(ctx, tx, by, what, account, "")
	})
}

// SetPassword puts a password of its owner's choice in place of the account's, and ends all its
// sessions but the one of token. It refuses with wrong_password, when the present one is not right,
// with weak_password for one that is too short or the same, and as SignIn does.
func (a *Archive) SetPassword(ctx context.Context, account, present, chosen, address, token string) error {
	if utf8.RuneCountInString(chosen) < MinPassword || len(chosen) > MaxPassword || chosen == present || strings.Contains(strings.ToLower(chosen), account) {
		return &market.Error{Code: "weak_password", Field: "password"}
	}
	if _, err := a.checkPassword(ctx, account, present, address); err != nil {
		return err
	}
	secret := seal.HashPIN(chosen)
	return a.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE officer SET secret = ?, once = 0 WHERE account = ?`, secret, account); err != nil {
			return fmt.Errorf("set password of %s: %w", account, err)
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM office_session WHERE account = ? AND token <> ?`, account, hashed(token)); err != nil {
			return fmt.Errorf("end other sessions of %s: %w", account, err)
		}
		return a.note(ctx, tx, account, "account.password", account, "")
	})
}

// Officers lists the accounts below o and o's own, in the order of areas.
func (a *Archive) Officers(ctx context.Context, o Officer) ([]Officer, error) {
	var out []Officer
	err := a.db.View(ctx, func(tx *sqldb.Tx) error {
		first, last := o.Area.Span()
		return each(ctx, tx, func(scan func(...any) error) error {
			var r Officer
			if err := scan(&r.Account, &r.Title, &r.Area, &r.Station, &r.Once, &r.Closed); err != nil {
				return err
			}
			if r.Account == o.Account || o.Above(r.Reach) {
				out = append(out, r)
			}
			return nil
		}, `SELECT account, title, area, station, once, closed FROM officer WHERE area BETWEEN ? AND ? ORDER BY area, station, account`, string(first), string(last))
	})
	return out, err
}

// officer reads an account with its secret, or refuses with unknown_account.
func officer(ctx context.Context, tx *sqldb.Tx, account string) (o Officer, secret string, err error) {
	o.Account = account
	err = tx.QueryRowContext(ctx, `SELECT title, area, station, secret, once, closed FROM officer WHERE account = ?`, account).
		Scan(&o.Title, &o.Area, &o.Station, &secret, &o.Once, &o.Closed)
	if errors.Is(err, sql.ErrNoRows) {
		return o, "", market.Refuse("unknown_account")
	}
	if err != nil {
		return o, "", fmt.Errorf("read account %s: %w", account, err)
	}
	return o, secret, nil
}

// mayManage refuses with not_allowed when by has no say over accounts of that reach.
func mayManage(ctx context.Context, tx *sqldb.Tx, by string, r Reach) error {
	if by == "" {
		return nil
	}
	o, _, err := officer(ctx, tx, by)
	if err != nil {
		return err
	}
	if o.Closed || !o.Above(r) {
		return market.Refuse("not_allowed")
	}
	return nil
}

// stationIn refuses with unknown_station when the one station of r is not in its area.
func stationIn(ctx context.Context, tx *sqldb.Tx, r Reach) error {
	if r.Station == 0 {
		return nil
	}
	ok, err := sees(ctx, tx, r, r.Station)
	if err == nil && !ok {
		err = &market.Error{Code: "unknown_station", Field: "station"}
	}
	return err
}

// sees says whether a station lies in the reach.
func sees(ctx context.Context, tx *sqldb.Tx, r Reach, station uint16) (bool, error) {
	var n int
	err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM `+stationNow+` s WHERE s.no = ? AND `+inReach, append([]any{station}, r.args()...)...).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look where station %d is: %w", station, err)
	}
	return n > 0, nil
}

// inside gives the stations that lie in a reach.
func inside(ctx context.Context, tx *sqldb.Tx, r Reach) (map[uint16]bool, error) {
	out := map[uint16]bool{}
	err := each(ctx, tx, func(scan func(...any) error) error {
		var no uint16
		err := scan(&no)
		out[no] = true
		return err
	}, `SELECT s.no FROM `+stationNow+` s WHERE `+inReach, r.args()...)
	return out, err
}

// Sees says whether all of these stations lie within a reach.
func (a *Archive) Sees(ctx context.Context, r Reach, stations ...uint16) (all bool, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		for _, no := range stations {
			if all, err = sees(ctx, tx, r, no); err != nil || !all {
				return err
			}
		}
		return nil
	})
	return all, err
}

// SeesThings says whether all of these things lie within a reach: where the station that made one does, or, of what the public
// handed in to the county, the one that decides about it or opened the posting that it is about. A complaint that
// belongs to no station lies at its place; anything else of the county's own is for whoever sees a whole county.
func (a *Archive) SeesThings(ctx context.Context, r Reach, things ...market.Ref) (all bool, err error) {
	err = a.db.View(ctx, func(tx *sqldb.Tx) error {
		for _, ref := range things {
			if all, err = seesThing(ctx, tx, r, ref); err != nil || !all {
				return err
			}
		}
		return nil
	})
	return all, err
}

func seesThing(ctx context.Context, tx *sqldb.Tx, r Reach, ref market.Ref) (bool, error) {
	if ref.Station != 0 {
		return sees(ctx, tx, r, ref.Station)
	}
	seen := r.Station == 0 && r.Area[6:] == "000000"
	err := each(ctx, tx, func(scan func(...any) error) error { return scan(&seen) },
		`SELECT EXISTS (SELECT 1 FROM `+stationNow+` s WHERE s.no = c.station AND `+inReach+`) FROM proposal c WHERE c.id = ?
		UNION ALL SELECT COALESCE(`+ofReach+`, 0) FROM complaint c`+complaintAt+`WHERE c.id = ?`,
		slices.Concat(r.args(), []any{ref.String()}, r.ofArgs(), []any{ref.String()})...)
	return seen, err
}

// newPassword is sixteen letters in fours: 71 bits, easy to read out and to type.
func newPassword() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b)
	var s strings.Builder
	for i, c := range b {
		if i > 0 && i%4 == 0 {
			s.WriteByte('-')
		}
		s.WriteByte(codeLetters[int(c)%len(codeLetters)])
	}
	return s.String()
}
