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

//go:embed public.jsonl
var public string

// Public is what a county publishes, and the page of one station.
type Public struct {
	Notices   []market.Notice
	Trainings []market.Training
	Page      market.StationPage
}

// Published gives notices and courses of a county on the day of today, in market.Zone. In the file
// the first day of a course is written "+6d".
func Published(today time.Time) (Public, error) {
	var p Public
	number := 0
	for text := range strings.Lines(public) {
		number++
		var one struct {
			Notice   *market.Notice      `json:"notice"`
			Training *market.Training    `json:"training"`
			Page     *market.StationPage `json:"page"`
		}
		d := json.NewDecoder(bytes.NewReader([]byte(text)))
		d.DisallowUnknownFields()
		err := d.Decode(&one)
		switch {
		case err != nil:
		case one.Notice != nil:
			p.Notices = append(p.Notices, *one.Notice)
		case one.Training != nil:
			if one.Training.From, err = day(one.Training.From, today); err == nil {
				p.Trainings = append(p.Trainings, *one.Training)
			}
		case one.Page != nil:
			p.Page = *one.Page
		}
		if err != nil {
			return Public{}, fmt.Errorf("sample notices, line %d: %w", number, err)
		}
	}
	return p, nil
}

// day reads "+6d", counted from the civil day of today; "" stays.
func day(mark string, today time.Time) (string, error) {
	if mark == "" {
		return "", nil
	}
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(mark, "+"), "d"))
	if err != nil {
		return "", fmt.Errorf("day %q: %w", mark, err)
	}
	return today.In(market.Zone).AddDate(0, 0, n).Format(time.DateOnly), nil
}
