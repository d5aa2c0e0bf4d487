package scene

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"yizhan/sync/market"
)

// folder is the files of a closed station: name → content. A station is opened anew for each scene;
// filling its market takes longer than all that the scene does, so it is filled once and copied.
type folder map[string][]byte

// stations are the folders of each market, made when they are first asked for.
var stations = map[Market]func() (folder, error){
	Sample:  sync.OnceValues(func() (folder, error) { return prepare(Area, (*Stage).Fill) }),
	Empty:   sync.OnceValues(func() (folder, error) { return prepare(Area, func(*Stage) error { return nil }) }),
	Longest: sync.OnceValues(func() (folder, error) { return prepare(longestStation(), (*Stage).fillLongest) }),
}

// place is where the station of a market stands.
func (m Market) place() market.AreaCode {
	if m == Longest {
		return longestStation()
	}
	return Area
}

// prepare fills a station at area and gives its folder.
func prepare(area market.AreaCode, fill func(*Stage) error) (files folder, err error) {
	g, err := NewStage(context.Background(), area)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(g.dir)) }()
	if err := errors.Join(fill(g), g.Desk.Store().Close()); err != nil {
		return nil, fmt.Errorf("fill stage: %w", err)
	}
	list, err := os.ReadDir(g.dir)
	if err != nil {
		return nil, fmt.Errorf("read stage: %w", err)
	}
	files = folder{}
	for _, e := range list {
		content, err := os.ReadFile(filepath.Join(g.dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("read stage: %w", err)
		}
		files[e.Name()] = content
	}
	return files, nil
}

// write puts the files into a folder that is there.
func (f folder) write(dir string) error {
	for name, content := range f {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return fmt.Errorf("copy stage: %w", err)
		}
	}
	return nil
}
