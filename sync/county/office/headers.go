package office

import (
	"crypto/sha256"
	_ "embed"
	"fmt"
	"net/http"
)

//go:embed style.css
var style []byte

// StylePath is where the pages look for the stylesheet.
const StylePath = Root + "/style.css"

// styleLink changes with the stylesheet, so that browsers may keep it for ever.
var styleLink = fmt.Sprintf("%s?v=%x", StylePath, sha256.Sum256(style))[:len(StylePath)+3+8]

// Style serves the stylesheet.
func Style(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/css; charset=utf-8")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(style) // a browser that went away is nobody's error
}

// headers sets what every page for offices is served with: no script, no style in the page, no
// frame, nothing from elsewhere, nothing kept.
func (o *Office) headers(h http.Header, r *http.Request) {
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
	h.Set("Cache-Control", "no-store")
	if r.TLS != nil {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}
