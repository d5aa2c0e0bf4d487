package kiosk

import (
	"log/slog"
	"path/filepath"
	"sync/atomic"

	"fyne.io/fyne/v2"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/ime"
)

// words keeps what the station's staff have written in a file of its folder.
type words struct {
	file string
	log  *slog.Logger
	own  atomic.Pointer[ime.Learned] // nil until the file has been read
}

func newWords(dir string, log *slog.Logger) *words {
	return &words{file: filepath.Join(dir, ime.LearnedFile), log: log}
}

// ready unpacks what the writing of Chinese needs beside the first picture, and gives the pages the
// station's own words. Without them one can write all the same. What handwriting needs, 10 MB, is
// unpacked when somebody wants to write by hand.
func (w *words) ready(pages *flow.App) {
	go func() {
		own, err := ime.Open().OpenLearned(w.file)
		if err != nil {
			w.log.Error("own words not read", "err", err)
		} else {
			w.own.Store(own)
			fyne.Do(func() { pages.Own = own })
		}
	}()
}

// keep writes the words if there are new ones.
func (w *words) keep() {
	own := w.own.Load()
	if own == nil {
		return
	}
	if err := own.Save(); err != nil {
		w.log.Error("own words not written", "err", err)
	}
}
