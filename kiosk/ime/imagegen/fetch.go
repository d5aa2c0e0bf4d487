package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// The packages, each under a licence that lets us ship what is derived from it; assets/ime/SOURCE.md
// names the licences.
const (
	npmReadings  = "@pinyin-pro/data@1.3.1"
	npmDivision  = "china-division@2.7.0"
	npmStrokes   = "hanzi-writer-data@2.0.1"
	moduleTags   = "github.com/go-ego/gse@v0.80.3"
	debianSimple = "/usr/share/rime-data/pinyin_simp.dict.yaml" // rime-data-pinyin-simp
)

// sources are where the inputs lie on this machine.
type sources struct {
	readings string // complete.json of pinyin-pro
	division string // folder of CSV files of china-division
	simple   string // Rime dictionary
	tags     string // folder of the module gse
	root     string // of the repository
}

func openSources(cache, root string) (sources, error) {
	readings, err := npm(cache, npmReadings)
	if err != nil {
		return sources{}, err
	}
	division, err := npm(cache, npmDivision)
	if err != nil {
		return sources{}, err
	}
	tags, err := module(moduleTags)
	if err != nil {
		return sources{}, err
	}
	if _, err := os.Stat(debianSimple); err != nil {
		return sources{}, fmt.Errorf("install the Debian package rime-data-pinyin-simp: %w", err)
	}
	return sources{
		readings: filepath.Join(readings, "json/complete.json"),
		division: filepath.Join(division, "dist"),
		simple:   debianSimple, tags: tags, root: root,
	}, nil
}

// npm unpacks an npm package into a folder of the cache, once.
func npm(cache, spec string) (string, error) {
	dir := filepath.Join(cache, filepath.Base(spec))
	unpacked := filepath.Join(dir, "package")
	if _, err := os.Stat(unpacked); err == nil {
		return unpacked, nil
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	pack := exec.Command("npm", "pack", "--silent", spec)
	pack.Dir, pack.Stderr = dir, os.Stderr
	name, err := pack.Output()
	if err != nil {
		return "", fmt.Errorf("fetch %s: %w", spec, err)
	}
	tarball := string(name[:len(name)-1])
	tar := exec.Command("tar", "xzf", tarball)
	tar.Dir, tar.Stderr = dir, os.Stderr
	if err := tar.Run(); err != nil {
		return "", fmt.Errorf("unpack %s: %w", tarball, err)
	}
	return unpacked, nil
}

// module downloads a Go module and gives its folder.
func module(spec string) (string, error) {
	out, err := exec.Command("go", "mod", "download", "-json", spec).Output()
	if err != nil {
		return "", fmt.Errorf("fetch %s: %w", spec, err)
	}
	var found struct{ Dir string }
	if err := json.Unmarshal(out, &found); err != nil {
		return "", fmt.Errorf("fetch %s: %w", spec, err)
	}
	return found.Dir, nil
}
