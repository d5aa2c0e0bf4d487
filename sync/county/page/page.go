package page

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"fmt"
	"html/template"
	"io"
	"net/http"
	"strings"

	"yizhan/assets"
	"yizhan/sync/market"
)

//go:embed templates/*.html
var templateFiles embed.FS

//go:embed style.css
var style []byte

// StylePath is where the pages look for the stylesheet; see Style.
const StylePath = "/style.css"

// Pages writes pages in one language. It may be used by many goroutines.
type Pages struct {
	words  assets.Phrases
	areas  *market.Areas
	trades *market.Trades
	html   *template.Template
}

// New makes pages in the language of words.
func New(words assets.Phrases, areas *market.Areas, trades *market.Trades) *Pages {
	p := &Pages{words: words, areas: areas, trades: trades}
	p.html = template.Must(template.New("").Funcs(template.FuncMap{
		"t":     words.T,
		"icon":  icon,
		"rich":  rich,
		"style": func() string { return styleLink },
	}).ParseFS(templateFiles, "templates/*.html"))
	return p
}

// styleLink changes with the stylesheet, so that phones may keep it for ever.
var styleLink = fmt.Sprintf("%s?v=%x", StylePath, sha256.Sum256(style))[:len(StylePath)+3+8]

// Style serves the stylesheet.
func Style(w http.ResponseWriter, _ *http.Request) {
	Headers(w.Header())
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	// A phone that went away is nobody's error.
	_, _ = w.Write(style)
}

// Headers sets what every page is served with: no script, no frame, nothing from elsewhere,
// and no address of a slip handed on to other sites.
func Headers(h http.Header) {
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
}

// Refused writes the page for a request that was not accepted: what is wrong and what to do
// next, in the words for err. Name is the market in the header and may be
// empty.
func (p *Pages) Refused(w io.Writer, name string, err error) error {
	return p.write(w, "refused.html", struct{ Market, Reason string }{name, p.words.Refusal(err)})
}

// write renders whole pages or nothing: half a page must not look like one.
func (p *Pages) write(w io.Writer, name string, view any) error {
	var b bytes.Buffer
	if err := p.html.ExecuteTemplate(&b, name, view); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	if _, err := b.WriteTo(w); err != nil {
		return fmt.Errorf("send %s: %w", name, err)
	}
	return nil
}

// icon is an embedded picture as inline SVG, hidden from screen readers: a word stands beside
// every icon.
func icon(name string) (template.HTML, error) {
	svg, ok := assets.Icon(name)
	if !ok {
		return "", fmt.Errorf("no icon %q", name)
	}
	_, body, _ := strings.Cut(string(svg), ">")
	return template.HTML(`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">` + body), nil
}

// run is a piece of text in one weight.
type run struct {
	Text string
	Bold bool
}

// rich reads a phrase in which **…** is bold.
func rich(phrase string) []run {
	var out []run
	for i, text := range strings.Split(phrase, "**") {
		if text != "" {
			out = append(out, run{text, i%2 == 1})
		}
	}
	return out
}
