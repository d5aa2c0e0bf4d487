package kiosk

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/app"

	"yizhan/kiosk/scene"
	"yizhan/kiosk/view"
)

// Storybook draws every scene in every look into dir, which is made, and an index.html over them.
// only, if not "", keeps to scenes whose name begins with it. It needs no display and no station.
// It must be called on the program's main goroutine.
func Storybook(ctx context.Context, dir, only string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("storybook: %w", err)
	}
	app.NewWithID(AppID) // the toolkit measures text by it; it never runs
	var drawn []string
	for _, s := range scene.All() {
		if !strings.HasPrefix(s.Name, only) {
			continue
		}
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("storybook: %w", err)
		}
		if err := illustrate(ctx, s, dir); err != nil {
			return fmt.Errorf("storybook: %w", err)
		}
		drawn = append(drawn, s.Name)
	}
	if len(drawn) == 0 {
		return fmt.Errorf("storybook: no scene begins with %q", only)
	}
	return writeIndex(filepath.Join(dir, "index.html"), drawn)
}

// illustrate draws one scene in every look.
func illustrate(ctx context.Context, s scene.Scene, dir string) (err error) {
	g, err := s.Set(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, g.Close()) }()
	pages, err := s.Play(g)
	if err != nil {
		return err
	}
	for _, l := range view.Looks() {
		if err := savePNG(filepath.Join(dir, s.Name+"-"+l.Name+".png"), view.Picture(pages, l)); err != nil {
			return err
		}
	}
	return nil
}

func savePNG(file string, picture image.Image) error {
	f, err := os.Create(file)
	if err != nil {
		return fmt.Errorf("save picture: %w", err)
	}
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := errors.Join(encoder.Encode(f, picture), f.Close()); err != nil {
		return fmt.Errorf("save picture %s: %w", file, err)
	}
	return nil
}

var indexPage = template.Must(template.New("").Parse(`<!doctype html>
<meta charset="utf-8"><title>storybook</title>
<style>body{font-family:sans-serif}img{height:240px;margin:4px;border:1px solid #888}</style>
{{range $scene := .Scenes}}<h2>{{$scene}}</h2>
{{range $.Looks}}<a href="{{$scene}}-{{.Name}}.png"><img loading="lazy" title="{{.Name}}" src="{{$scene}}-{{.Name}}.png"></a>
{{end}}{{end}}`))

func writeIndex(file string, scenes []string) error {
	var page strings.Builder
	if err := indexPage.Execute(&page, map[string]any{"Scenes": scenes, "Looks": view.Looks()}); err != nil {
		return fmt.Errorf("storybook: %w", err)
	}
	if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
		return fmt.Errorf("storybook: %w", err)
	}
	return nil
}
