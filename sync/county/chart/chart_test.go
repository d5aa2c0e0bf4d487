package chart_test

import (
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strings"
	"testing"

	"yizhan/sync/county/chart"
)

var out = flag.String("out", "", "folder to leave the drawings in, to be looked at")

// A drawing has its words as text, in whole characters, and nothing that a page of ours forbids.
func TestDrawingsStandInAPage(t *testing.T) {
	labels := []string{"9 月", "10 月", "11 月"}
	seekers, places := chart.Series{"求职人数", []int{120, 90, 341}}, chart.Series{"需求人数", []int{80, 130, 300}}
	for name, draw := range map[string]func() (string, error){
		"lines": func() (string, error) { return chart.Lines(chart.Large, labels, seekers, places) },
		"bars":  func() (string, error) { return chart.Bars(chart.Small, labels, seekers, places) },
		"one": func() (string, error) {
			return chart.Bars(chart.Small, labels, chart.Series{"<script>", []int{1, 2, 0}})
		},
		"none": func() (string, error) {
			return chart.Lines(chart.Large, labels, chart.Series{"求职人数", []int{0, 0, 0}})
		},
	} {
		svg, err := draw()
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if *out != "" {
			if err := os.WriteFile(*out+"/"+name+".svg", []byte(strings.Replace(svg, "<svg ", `<svg xmlns="http://www.w3.org/2000/svg" `, 1)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		var said []string
		for d := xml.NewDecoder(strings.NewReader(svg)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			switch token := token.(type) {
			case xml.StartElement:
				if token.Name.Local == "script" || token.Name.Local == "style" || token.Name.Local == "image" {
					t.Errorf("%s: <%s>", name, token.Name.Local)
				}
				for _, a := range token.Attr {
					if a.Name.Local == "style" || a.Name.Local == "href" || strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "font-family" {
						t.Errorf("%s: <%s %s=%q>", name, token.Name.Local, a.Name.Local, a.Value)
					}
				}
			case xml.CharData:
				said = append(said, string(token))
			}
		}
		for _, label := range labels {
			if !strings.Contains(strings.Join(said, "\n"), label) {
				t.Errorf("%s: %q is not in %q", name, label, said)
			}
		}
	}
	if _, err := chart.Large.Fit("no drawing"); err == nil {
		t.Error("taken for a drawing")
	}
}
