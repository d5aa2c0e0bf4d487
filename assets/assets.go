// Package assets holds what the programs carry inside themselves: the gazetteer, the trades, the
// phrases that people see, input tables, fonts and icons.
//
// Begin at Areas and Trades (the tables of the market) and Phrases (phrases.go; the words of
// screens and paper). Everything is embedded and read once, at first use. The embedded files
// are part of the program: one that does not parse is a fault of the build, which the tests
// of this package find, so the accessors return no errors.
//
// Each folder of data from elsewhere says in its SOURCE.md where it comes from and under which
// licence.
package assets

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"yizhan/sync/market"
)

//go:embed gazetteer/*.csv trades/trades.json
var tables embed.FS

// Areas is the gazetteer of Pingdingshan with the misprints of the published table mended.
var Areas = sync.OnceValue(func() *market.Areas { return must(loadAreas()) })

// Trades is the table of the 48 trades.
var Trades = sync.OnceValue(func() *market.Trades { return must(loadTrades()) })

func loadAreas() (*market.Areas, error) {
	table, err := tables.Open("gazetteer/pingdingshan.csv")
	if err != nil {
		return nil, err
	}
	overrides, err := tables.Open("gazetteer/overrides.csv")
	if err != nil {
		return nil, err
	}
	return market.LoadAreas(table, overrides)
}

func loadTrades() (*market.Trades, error) {
	data, err := tables.ReadFile("trades/trades.json")
	if err != nil {
		return nil, err
	}
	return market.LoadTrades(bytes.NewReader(data))
}

// must is for embedded files alone.
func must[T any](v T, err error) T {
	if err != nil {
		panic(fmt.Sprintf("assets: embedded file: %v", err))
	}
	return v
}
