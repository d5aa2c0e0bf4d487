// Package chart draws figures as SVG that stands in a page of ours: no script, no style of its own
// (the pages' Content-Security-Policy allows none), the page's font, and the whole width there is.
//
// Begin at Lines and Bars. go-analyze/charts draws; Fit makes its drawing one of the page.
package chart

import (
	"fmt"
	"regexp"
	"strings"
	"sync"

	"github.com/go-analyze/charts"
	"github.com/golang/freetype/truetype"

	"yizhan/assets"
)

// Series is one row of values, a value a label.
type Series struct {
	Name   string
	Values []int
}

// Size is what a drawing is laid out for; the page scales it to the width that it has there.
type Size struct{ Width, Height int }

// The sizes of drawings: one beside others, one that has most of a page, and one that has a phone's whole width.
var (
	Small = Size{420, 200}
	Large = Size{860, 340}
	Phone = Size{400, 260}
)

// mostLabels is how many labels the axis of a Large has room for; a narrower one has less.
const mostLabels = 9

// labels is how many labels the axis of a drawing has room for.
func (z Size) labels() int { return max(3, mostLabels*z.Width/Large.Width) }

// Colours of the pages: deep green for what matters most, warm grey, amber.
var colors = []charts.Color{charts.ColorFromHex("#0E4A36"), charts.ColorFromHex("#8A7F68"), charts.ColorFromHex("#A8610B")}

// theme is the pages' paper, ink and rules.
func theme() charts.ColorPalette {
	return charts.MakeTheme(charts.ThemeOption{
		AxisStrokeColor: charts.ColorFromHex("#8A7F68"), AxisSplitLineColor: charts.ColorFromHex("#DAD2BE"),
		BackgroundColor: charts.ColorFromHex("#FFFDF6"), TextColor: charts.ColorFromHex("#1F1B14"), SeriesColors: colors,
	})
}

// font measures Chinese as it will be drawn.
var font = sync.OnceValues(func() (*truetype.Font, error) { return truetype.Parse(assets.TextRegular()) })

// Lines draws how values went, a line a series.
func Lines(z Size, labels []string, series ...Series) (string, error) {
	o := charts.NewLineChartOptionWithData(rows(series))
	o.Theme = theme()
	o.XAxis.Labels = labels
	if most := z.labels(); len(labels) > most {
		o.XAxis.LabelCount = most
	}
	o.Legend.SeriesNames = names(series)
	o.LineStrokeWidth = 3
	o.Symbol = charts.Symbol{Shape: charts.SymbolNone}
	o.YAxis = []charts.YAxisOption{{Min: charts.Ptr(0.0), ValueFormatter: whole}}
	o.FillArea = charts.Ptr(len(series) == 1)
	return z.draw(func(p *charts.Painter) error { return p.LineChart(o) })
}

// Bars draws values side by side, a group a label.
func Bars(z Size, labels []string, series ...Series) (string, error) {
	o := charts.NewBarChartOptionWithData(rows(series))
	o.Theme = theme()
	o.CategoryAxis.Labels = labels
	o.Legend.SeriesNames = names(series)
	if len(series) == 1 {
		o.Legend.Show = charts.Ptr(false)
		o.SeriesList[0].Label.Show = charts.Ptr(len(labels) <= mostLabels)
		o.SeriesList[0].Label.ValueFormatter = whole
	}
	o.ValueAxis = []charts.ValueAxisOption{{Min: charts.Ptr(0.0), ValueFormatter: whole}}
	return z.draw(func(p *charts.Painter) error { return p.BarChart(o) })
}

func whole(v float64) string {
	if v != float64(int(v)) {
		return ""
	}
	return fmt.Sprint(int(v))
}

func rows(series []Series) [][]float64 {
	out := make([][]float64, len(series))
	for i, s := range series {
		for _, v := range s.Values {
			out[i] = append(out[i], float64(v))
		}
	}
	return out
}

func names(series []Series) []string {
	out := make([]string, len(series))
	for i, s := range series {
		out[i] = s.Name
	}
	return out
}

func (z Size) draw(do func(*charts.Painter) error) (string, error) {
	f, err := font()
	if err != nil {
		return "", fmt.Errorf("read the font of charts: %w", err)
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputSVG, Width: z.Width, Height: z.Height, Font: f})
	if err := do(p); err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	b, err := p.Bytes()
	if err != nil {
		return "", fmt.Errorf("draw chart: %w", err)
	}
	return z.Fit(string(b))
}

var (
	styles = regexp.MustCompile(` style="([^"]*)"`)
	opener = regexp.MustCompile(`^[^<]*(<\?xml[^>]*>\s*)?<svg[^>]*>`)
)

// Fit takes the styles of a drawing apart into attributes, which mean the same, lets the page choose the
// font, and the drawing fill the width that it is given.
func (z Size) Fit(svg string) (string, error) {
	start := opener.FindString(svg)
	if start == "" {
		return "", fmt.Errorf("fit chart into a page: no drawing in %d bytes", len(svg))
	}
	rest := styles.ReplaceAllStringFunc(svg[len(start):], func(s string) string {
		var out strings.Builder
		for rule := range strings.SplitSeq(styles.FindStringSubmatch(s)[1], ";") {
			name, value, ok := strings.Cut(rule, ":")
			if !ok || name == "font-family" {
				continue
			}
			fmt.Fprintf(&out, ` %s="%s"`, name, value)
		}
		return out.String()
	})
	return fmt.Sprintf(`<svg class="chart" viewBox="0 0 %d %d" role="img">`, z.Width, z.Height) + rest, nil
}
