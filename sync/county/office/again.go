package office

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"yizhan/sync/market"
)

// handOn are the refusals that are not about what somebody filled in: they have pages of their own.
var handOn = []string{"", "signed_out", "password_first", "not_found", "not_allowed", "bad_form"}

// again shows the page that a refused form stands on once more, with what was filled in and the reason beside its
// field, so that nobody types it twice. It says false where there is no such page any more, or the form is not on it.
// The page is asked for as any other request is, through the gate.
func (v *Visit) again(err error) bool {
	s := status(err)
	if v.Method != http.MethodPost || s >= http.StatusInternalServerError || slices.Contains(handOn, market.Code(err)) {
		return false
	}
	from, bad := url.Parse(v.PostFormValue("back"))
	if bad != nil || from.Host != "" || from.Scheme != "" || from.Path != Root && !strings.HasPrefix(from.Path, Root+"/") {
		return false
	}
	r := v.Clone(v.Context())
	r.Method, r.URL, r.RequestURI, r.Body, r.ContentLength = http.MethodGet, from, from.RequestURI(), http.NoBody, 0
	r.Form, r.PostForm = nil, nil
	page := &written{header: http.Header{}}
	v.office.mux.ServeHTTP(page, r)
	if page.status != http.StatusOK || page.header.Get("Content-Disposition") != "" {
		return false
	}
	filled, ok := refill(page.body.Bytes(), v.URL.Path, v.PostForm, fieldOf(err), v.office.words.Refusal(err))
	if !ok {
		return false
	}
	v.w.WriteHeader(s)
	_, _ = v.w.Write(filled) // a browser that is gone asks again
	return true
}

// fieldOf is the field that a refusal names, "" for none.
func fieldOf(err error) string {
	if list, ok := errors.AsType[market.Errors](err); ok && len(list) > 0 {
		return list[0].Field
	}
	if e, ok := errors.AsType[*market.Error](err); ok {
		return e.Field
	}
	return ""
}

// back is where a page's forms say that they stand: its address without what was said there once.
func (v *Visit) back() string {
	q := v.URL.Query()
	q.Del("said")
	return (&url.URL{Path: v.URL.Path, RawQuery: q.Encode()}).RequestURI()
}

// written is an answer that goes into memory.
type written struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header is what a page sets.
func (w *written) Header() http.Header { return w.header }

// WriteHeader notes the status.
func (w *written) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write keeps what a page says.
func (w *written) Write(b []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(b)
}
