package assets

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"

	"yizhan/sync/market"
)

//go:embed phrases/*.json
var phraseFiles embed.FS

// Phrases is a language, "zh" or "en", whose words it speaks: Phrases("zh").T("home.find_work").
// The words stand in phrases/<room>.<language>.json, flat objects of key → text, where {name}
// is a place to be filled. Any other language speaks Chinese.
type Phrases string

// The languages that have phrase files. Both have the same keys; a test holds them to it.
const (
	Chinese Phrases = "zh"
	English Phrases = "en"
)

var phraseTables = sync.OnceValue(func() map[Phrases]map[string]string {
	all := map[Phrases]map[string]string{}
	for _, lang := range []Phrases{Chinese, English} {
		all[lang] = must(mergePhrases(phraseFiles, lang))
	}
	return all
})

// Has says whether there are words for the key.
func (p Phrases) Has(key string) bool {
	_, ok := p.table()[key]
	return ok
}

// T gives the words for a key, with kv ("name", value, …) filled into its {name} places. A key
// without words gives itself in ⟦⟧, a place without value stays as it is: both are there to be
// seen on the screen and mended.
func (p Phrases) T(key string, kv ...any) string {
	text, ok := p.table()[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	if len(kv) == 0 {
		return text
	}
	fill := make([]string, 0, len(kv))
	for i := 0; i+1 < len(kv); i += 2 {
		fill = append(fill, fmt.Sprintf("{%v}", kv[i]), fmt.Sprint(kv[i+1]))
	}
	return strings.NewReplacer(fill...).Replace(text)
}

// Refusal gives the sentence for an error: what is wrong and what to do next. Of several faults
// of one form it says the first. An error without a business code is "error.internal", whose
// details belong in the log and not on a screen. {field} is the words for the input it is about, {at} its
// name as somebody wrote it into a file.
func (p Phrases) Refusal(err error) string {
	code, field, at := "internal", "any", ""
	if list, ok := errors.AsType[market.Errors](err); ok && len(list) > 0 {
		err = list[0]
	}
	if e, ok := errors.AsType[*market.Error](err); ok {
		code, at = e.Code, e.Field
		if p.Has("field." + e.Field) {
			field = e.Field
		}
	}
	if !p.Has("error." + code) {
		code = "internal"
	}
	return p.T("error."+code, "field", p.T("field."+field), "at", at)
}

func (p Phrases) table() map[string]string {
	if t, ok := phraseTables()[p]; ok {
		return t
	}
	return phraseTables()[Chinese]
}

// mergePhrases reads all phrase files of a language into one table. A key may stand in one file
// only, once.
func mergePhrases(files fs.FS, lang Phrases) (map[string]string, error) {
	names, err := fs.Glob(files, "phrases/*."+string(lang)+".json")
	if err != nil {
		return nil, err
	}
	merged, from := map[string]string{}, map[string]string{}
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		err = eachPhrase(data, func(key, text string) error {
			if first, twice := from[key]; twice {
				return fmt.Errorf("key %q stands already in %s", key, first)
			}
			merged[key], from[key] = text, path.Base(name)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("phrases %s: %w", path.Base(name), err)
		}
	}
	return merged, nil
}

// eachPhrase walks a flat JSON object pair by pair, since decoding into a map would hide a key
// that stands there twice.
func eachPhrase(data []byte, visit func(key, text string) error) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if open, err := d.Token(); err != nil {
		return err
	} else if open != json.Delim('{') {
		return errors.New("not a JSON object")
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return err
		}
		text, err := d.Token()
		if err != nil {
			return err
		}
		k, okKey := key.(string)
		t, okText := text.(string)
		if !okKey || !okText || t == "" {
			return fmt.Errorf("key %v: its value must be a text that is not empty", key)
		}
		if err := visit(k, t); err != nil {
			return err
		}
	}
	if _, err := d.Token(); err != nil { // the closing brace: a file cut short is not a file
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("something stands after the object")
	}
	return nil
}
