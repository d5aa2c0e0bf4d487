// Package sample is a market to look at: 20 employers and 75 postings of an ordinary week, over 30
// townships of Pingdingshan and nearly every trade. `make run` opens it at a station of its own.
//
// Begin at market.jsonl. Its lines are commands of `stationctl exec`, the employers first, but for
// what is known only when they are carried out:
//
//	"employer":"$7"         the id that the seventh employer of the file was given
//	"start":"+1d 07:30"     half past seven tomorrow; so are "end" and "closes" written
//
// The firms are invented, and every code and ID number has the county code 410499, which belongs to
// nobody. Work that begins today ends tomorrow, so that no line is refused however late in the day
// the sample is opened.
package sample

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"yizhan/sync/market"
)

//go:embed market.jsonl
var file string

// Employers gives the employer.register commands, in the order in which Postings wants their ids.
func Employers() ([]json.RawMessage, error) {
	var out []json.RawMessage
	err := each("employer.register", func(_ map[string]any, line string) error {
		out = append(out, json.RawMessage(line))
		return nil
	})
	return out, err
}

// Postings gives the posting.open commands of a market that is opened on the day of today, in
// market.Zone. employers are the ids that the commands of Employers were answered with.
func Postings(today time.Time, employers []market.EmployerID) ([]json.RawMessage, error) {
	var out []json.RawMessage
	err := each("posting.open", func(command map[string]any, _ string) error {
		if err := fill(command, today, employers); err != nil {
			return err
		}
		line, err := json.Marshal(command)
		out = append(out, line)
		return err
	})
	return out, err
}

// each visits the commands of one kind, decoded and as they stand in the file.
func each(do string, visit func(command map[string]any, line string) error) error {
	number := 0
	for line := range strings.Lines(file) {
		number++
		decoder := json.NewDecoder(bytes.NewReader([]byte(line)))
		decoder.UseNumber() // an amount of money goes through as it is written
		var command map[string]any
		err := decoder.Decode(&command)
		if err == nil && command["do"] == do {
			err = visit(command, strings.TrimSpace(line))
		}
		if err != nil {
			return fmt.Errorf("sample market, line %d: %w", number, err)
		}
	}
	return nil
}

// fill puts ids and dates where the file has marks.
func fill(command map[string]any, today time.Time, employers []market.EmployerID) error {
	mark, _ := command["employer"].(string)
	n, err := strconv.Atoi(strings.TrimPrefix(mark, "$"))
	if err != nil || n < 1 || n > len(employers) {
		return fmt.Errorf("employer %q: %d employers are known", mark, len(employers))
	}
	command["employer"] = employers[n-1]
	for _, field := range []string{"start", "end", "closes"} {
		mark, ok := command[field].(string)
		if !ok {
			continue
		}
		minute, err := onDay(mark, today)
		if err != nil {
			return fmt.Errorf("%s: %w", field, err)
		}
		command[field] = minute
	}
	return nil
}

// onDay reads "+1d 07:30", counted from the civil day of today.
func onDay(mark string, today time.Time) (market.Minute, error) {
	days, clock, _ := strings.Cut(strings.TrimPrefix(mark, "+"), "d ")
	n, err := strconv.Atoi(days)
	if err != nil {
		return "", fmt.Errorf("time %q: %w", mark, err)
	}
	day := today.In(market.Zone).AddDate(0, 0, n).Format(time.DateOnly)
	return market.ParseMinute(day + "T" + clock)
}
