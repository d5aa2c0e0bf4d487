package assets

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"yizhan/sync/market"
)

//go:embed wages/henan.json
var wageTable embed.FS

// Wages is the least pay by county, as this program carries it.
var Wages = sync.OnceValue(func() *market.Wages { return must(loadWages()) })

func loadWages() (*market.Wages, error) {
	data, err := wageTable.ReadFile("wages/henan.json")
	if err != nil {
		return nil, err
	}
	return market.LoadWages(bytes.NewReader(data))
}

// WagesFile is the table that a station's folder may hold in the place of the one inside the program.
const WagesFile = "wages.json"

// WagesOf is the table that goes for a station: that of its folder, or the one inside the program.
func WagesOf(dir string) (*market.Wages, error) {
	f, err := os.Open(filepath.Join(dir, WagesFile))
	if errors.Is(err, fs.ErrNotExist) {
		return Wages(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the least wages: %w", err)
	}
	defer f.Close()
	w, err := market.LoadWages(f)
	if err != nil {
		return nil, fmt.Errorf("read the least wages in %s: %w", WagesFile, err)
	}
	return w, nil
}
