package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"yizhan/sync/market"
	"yizhan/sync/sqldb"
)

// PrintJob is one paper. Its row is written with what it shows; a finished write to a device
// is not yet a printed slip, so an unconfirmed job is never printed again by itself (I7).
type PrintJob struct {
	ID      int64
	Match   market.MatchID // "" for the slip of a posting
	Posting market.PostingID
	Code    string // what the QR holds
	Nonce   uint16
	Copy    bool // 补打
	State   PrintState
	Why     string // of a failure, a code
	MadeAt  int64  // milliseconds
	Paper   Paper  // "" for a slip
	About   string // of another paper: what it shows, "12-1-77"
}

// Paper is a kind of paper beside slips.
type Paper string

// Referral is what somebody who complained takes to labour inspection; About is the complaint.
const Referral Paper = "referral"

// CardPaper is a worker's card; About is the worker. Its code is the card itself, so it is
// forgotten as soon as the card is out.
const CardPaper Paper = "card"

// Papers that staff print. About is the posting of the first two; the others show what the station
// knows at the moment of printing.
const (
	EmployerSheet Paper = "employer_sheet" // who comes to a posting, with phones
	Agreement     Paper = "agreement"      // for a match
	NumberPaper   Paper = "number"         // number of the day; About is the check-in
	DaySheet      Paper = "day_sheet"      // open postings
	Poster        Paper = "poster"         // how the market works, for the wall
	Leaflet       Paper = "leaflet"        // the same to take home
	NumbersSheet  Paper = "numbers"        // what the station did; About is "2026-11-01..2026-11-22"
	JobPoster     Paper = "job_poster"     // one posting for the wall; About is the posting
	TestPage      Paper = "test_page"      // by which one sees how the printer of slips is set
)

// AsidePrint is the Why of a job of which nothing was sent yet, as PrintAside makes them.
const AsidePrint = "print_stopped"

// PrintAside is for a program that prints what it asks for itself, past the queue: from now on papers do not wait in
// it but have failed until they are sent. So one that is ended before that is true of them afterwards, and none
// comes out later at a printer for which it was not meant. Call it before anything is written.
func (s *Store) PrintAside() { s.aside = true }

// CancelledPrint is the Why of a job that staff took out of the queue.
const CancelledPrint = "cancelled"

// PrintState is how far a paper has come.
type PrintState string

// The states of a print job.
const (
	Queued      PrintState = "queued"
	Sending     PrintState = "sending"
	Unconfirmed PrintState = "unconfirmed"
	Printed     PrintState = "printed"
	PrintFailed PrintState = "failed"
)

// Print writes a print job.
func (w *Writer) Print(j PrintJob) (int64, error) {
	state, why := Queued, ""
	if w.aside {
		state, why = PrintFailed, AsidePrint
	}
	r, err := w.tx.ExecContext(w.ctx, `INSERT INTO print_job (match, posting, code, nonce, copy, made_at, paper, about, state, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		string(j.Match), string(j.Posting), j.Code, j.Nonce, j.Copy, w.at, string(j.Paper), j.About, string(state), why)
	if err != nil {
		return 0, fmt.Errorf("queue paper of %s%s%s: %w", j.Match, j.Posting, j.About, err)
	}
	return r.LastInsertId()
}

const printColumns = `id, match, posting, code, nonce, copy, state, why, made_at, paper, about`

func scanPrint(row interface{ Scan(...any) error }) (PrintJob, error) {
	var j PrintJob
	err := row.Scan(&j.ID, &j.Match, &j.Posting, &j.Code, &j.Nonce, &j.Copy, &j.State, &j.Why, &j.MadeAt, &j.Paper, &j.About)
	return j, err
}

// PrintJobs lists the newest jobs, newest first.
func (s *Store) PrintJobs(ctx context.Context, limit int) ([]PrintJob, error) {
	return s.prints(ctx, `1 = 1 ORDER BY id DESC LIMIT ?`, limit)
}

// PrintJob reads one job.
func (s *Store) PrintJob(ctx context.Context, id int64) (PrintJob, error) {
	l, err := s.prints(ctx, `id = ?`, id)
	if err == nil && len(l) == 0 {
		err = market.Refuse("unknown_print")
	}
	if err != nil {
		return PrintJob{}, err
	}
	return l[0], nil
}

// NewestPrint gives the newest job of a match, and false when it has none.
func (s *Store) NewestPrint(ctx context.Context, match market.MatchID) (PrintJob, bool, error) {
	l, err := s.prints(ctx, `match = ? ORDER BY id DESC LIMIT 1`, string(match))
	if err != nil || len(l) == 0 {
		return PrintJob{}, false, err
	}
	return l[0], true, nil
}

func (s *Store) prints(ctx context.Context, where string, args ...any) ([]PrintJob, error) {
	var out []PrintJob
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+printColumns+` FROM print_job WHERE `+where, args...)
		if err != nil {
			return fmt.Errorf("list print jobs: %w", err)
		}
		defer rows.Close()
		for rows.Next() {
			j, err := scanPrint(rows)
			if err != nil {
				return fmt.Errorf("list print jobs: %w", err)
			}
			out = append(out, j)
		}
		return rows.Err()
	})
	return out, err
}

// Papers is which papers a printer takes from the queue.
type Papers int

// What there is to take.
const (
	AllPapers Papers = iota
	Slips            // what goes home in a pocket
	Sheets           // what is made for A4
)

// sheets are the papers that are made for A4.
const sheets = `('day_sheet', 'employer_sheet', 'agreement', 'poster', 'leaflet', 'job_poster', 'numbers')`

// NextPrint takes the oldest queued job of these papers and marks it sending, in one durable step:
// after a power cut it is unconfirmed, not queued, so it cannot come out twice by itself.
func (s *Store) NextPrint(ctx context.Context, papers Papers) (PrintJob, bool, error) {
	where := [...]string{AllPapers: ``, Slips: ` AND paper NOT IN ` + sheets, Sheets: ` AND paper IN ` + sheets}[papers]
	var j PrintJob
	found := false
	err := s.db.Update(ctx, func(tx *sqldb.Tx) (err error) {
		j, err = scanPrint(tx.QueryRowContext(ctx, `SELECT `+printColumns+` FROM print_job WHERE state = 'queued'`+where+` ORDER BY id LIMIT 1`))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read next print job: %w", err)
		}
		found = true
		return setPrint(ctx, tx, j.ID, Sending, "")
	})
	return j, found && err == nil, refuseDisk(err)
}

// MovePrint puts a job into another state if it is in one of these, and refuses with wrong_state
// otherwise: while staff look at a list, the job may have gone on.
func (s *Store) MovePrint(ctx context.Context, id int64, to PrintState, why string, from ...PrintState) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		var now PrintState
		err := tx.QueryRowContext(ctx, `SELECT state FROM print_job WHERE id = ?`, id).Scan(&now)
		if errors.Is(err, sql.ErrNoRows) {
			return market.Refuse("unknown_print")
		}
		if err != nil {
			return fmt.Errorf("read state of print job %d: %w", id, err)
		}
		if !slices.Contains(from, now) {
			return market.Refuse("wrong_state")
		}
		return setPrint(ctx, tx, id, to, why)
	}))
}

// SetPrint keeps what became of a job.
func (s *Store) SetPrint(ctx context.Context, id int64, state PrintState, why string) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error { return setPrint(ctx, tx, id, state, why) }))
}

func setPrint(ctx context.Context, tx *sqldb.Tx, id int64, state PrintState, why string) error {
	if _, err := tx.ExecContext(ctx, `UPDATE print_job SET state = ?, why = ?,
		code = CASE WHEN paper = ? AND ? = ? THEN '' ELSE code END WHERE id = ?`,
		string(state), why, string(CardPaper), string(state), string(Printed), id); err != nil {
		return fmt.Errorf("keep state of print job %d: %w", id, err)
	}
	return nil
}

// RecoverPrints marks jobs that a stop cut off while sending as unconfirmed. Whoever holds the folder alone runs it
// once at the start, before printing: nobody else is sending then.
func (s *Store) RecoverPrints(ctx context.Context) error {
	return refuseDisk(s.db.Update(ctx, func(tx *sqldb.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE print_job SET state = 'unconfirmed' WHERE state = 'sending'`); err != nil {
			return fmt.Errorf("recover print jobs: %w", err)
		}
		return nil
	}))
}

// Printed says whether a paper about a thing was asked for before.
func (w *Writer) Printed(paper Paper, about string) (bool, error) {
	var n int
	err := w.tx.QueryRowContext(w.ctx, `SELECT COUNT(*) FROM print_job WHERE paper = ? AND about = ?`, string(paper), about).Scan(&n)
	if err != nil {
		return false, fmt.Errorf("look for papers of %s: %w", about, err)
	}
	return n > 0, nil
}

// CopyNumber is which copy (补打) of its match, or of what it is about, a job is, from 1.
func (s *Store) CopyNumber(ctx context.Context, job PrintJob) (int, error) {
	var n int
	err := s.view(ctx, func(tx *sqldb.Tx) error {
		err := tx.QueryRowContext(ctx, `SELECT COUNT(*) FROM print_job WHERE match = ? AND paper = ? AND about = ? AND copy = 1 AND id <= ?`,
			string(job.Match), string(job.Paper), job.About, job.ID).Scan(&n)
		if err != nil {
			return fmt.Errorf("count copies of %s: %w", job.Match, err)
		}
		return nil
	})
	return n, err
}
