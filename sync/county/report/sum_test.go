package report

import (
	"bytes"
	"strings"
	"testing"

	"yizhan/assets"
	"yizhan/sync/market"
)

// No county builds for another: what one has too much is not what the next one lacks.
func TestSumLacksWhatCountiesLack(t *testing.T) {
	var sum BuildLevel
	for _, l := range []BuildLevel{{Want: 2}, {Want: 1, Have: 4}, {Have: 3}} {
		l.By, l.now = "2023-06-30", "2026-11-23"
		sum.add(l)
	}
	if sum.Have != 7 || sum.Want != 3 || sum.Lack() != 2 || sum.State() != "late" {
		t.Errorf("%d of %d, %d lack, %s; want 7 of 3, 2, late", sum.Have, sum.Want, sum.Lack(), sum.State())
	}
}

// A market that was shut out is in no file of the directory.
func TestDirectoryFilesHaveWhoIsAtWork(t *testing.T) {
	r := &Report{words: assets.Chinese, areas: assets.Areas(), trades: assets.Trades()}
	all := []Market{{Station: 1, Level: market.LevelTownship}, {Station: 2, Level: market.LevelTownship, Ended: true}}
	var csv bytes.Buffer
	if err := r.WriteDirectoryCSV(&csv, all); err != nil || strings.Count(csv.String(), "\n") != 2 {
		t.Errorf("%q, %v; want a head and one market", csv.String(), err)
	}
}
