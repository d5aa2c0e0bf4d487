package office

import (
	"crypto/subtle"
	"errors"
	"html/template"
	"net"
	"net/http"
	"strconv"
	"strings"

	"yizhan/sync/county/archive"
	"yizhan/sync/market"
	"yizhan/sync/wire"
)

// Subject is what the {id} of a page's path names.
type Subject int

// What a page can be about. The gate lets through only what lies within the officer's reach.
const (
	Nothing   Subject = iota
	AStation          // a station's number: 12
	AThing            // whatever a station made: 12-1-77
	SomeThing         // several of them: 12-1-77~13-1-5
	AnArea            // 12 digits
	AWord             // a notice or a course that the county published: 0-1-57
)

// gate lets a request through to a page when somebody is signed in whose level and area it is for.
// This is the one place where that is checked.
func (o *Office) gate(p Page, t *template.Template) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		o.headers(w.Header(), r)
		v := &Visit{Request: r, office: o, page: p, frame: t, w: w}
		if err := o.admit(v); err != nil {
			v.refuse(err)
			return
		}
		if err := p.Do(v); err != nil && !v.again(err) {
			v.refuse(err)
		}
	}
}

// admit checks, in this order: the form's size and where it comes from, who it is, that a password
// that was given out has been replaced, the proof in a form, the level, and what the path names.
func (o *Office) admit(v *Visit) error {
	changes := v.Method != http.MethodGet && v.Method != http.MethodHead
	if changes {
		if err := o.form(v.w, v.Request, v.page.Form); err != nil {
			return err
		}
	}
	var err error
	if v.Session, err = o.archive.Session(v.Context(), tokenOf(v.Request)); err != nil {
		return err
	}
	if changes && subtle.ConstantTimeCompare([]byte(v.PostFormValue("proof")), []byte(v.Proof)) != 1 {
		return market.Refuse("bad_form")
	}
	if v.Once && v.URL.Path != passwordPath && v.URL.Path != outPath {
		return market.Refuse("password_first")
	}
	if v.page.Least != 0 && v.Level() > v.page.Least {
		return market.Refuse("not_allowed")
	}
	if err := o.within(v); err != nil {
		return err
	}
	if changes {
		v.Request = v.WithContext(archive.By(v.Context(), archive.Deed{
			Account: v.Account, What: deedOf(v.page.Route), Subject: v.ID(), Words: v.Form("words"),
		}))
	}
	return nil
}

// deedOf is what the log calls a change: "POST /office/stations/{id}/fence" is stations.fence.
func deedOf(route string) string {
	_, path, _ := strings.Cut(route, Root+"/")
	var words []string
	for word := range strings.SplitSeq(path, "/") {
		if !strings.HasPrefix(word, "{") {
			words = append(words, word)
		}
	}
	return strings.Join(words, ".")
}

// within refuses with not_found what the path names and the officer does not see: nobody is told
// whether it exists.
func (o *Office) within(v *Visit) error {
	id := v.ID()
	switch v.page.Of {
	case Nothing:
		return nil
	case AStation:
		no, err := strconv.ParseUint(id, 10, 16)
		if err != nil || no == 0 {
			return market.Refuse("not_found")
		}
		v.Station = uint16(no)
		return seen(o.archive.Sees(v.Context(), v.Reach, v.Station))
	case AnArea:
		first, last := v.Area.Span()
		area := market.AreaCode(id)
		if _, ok := o.areas.Get(area); !ok || area < first || area > last || v.Reach.Station != 0 {
			return market.Refuse("not_found")
		}
		v.Where = area
		return nil
	case AWord:
		return o.published(v)
	}
	for one := range strings.SplitSeq(id, "~") {
		ref, err := market.ParseRef(one)
		if err != nil || v.page.Of == AThing && len(v.Refs) > 0 || len(v.Refs) >= mostThings {
			return market.Refuse("not_found")
		}
		v.Refs = append(v.Refs, ref)
	}
	return seen(o.archive.SeesThings(v.Context(), v.Reach, v.Refs...))
}

// mostThings bounds what one path names.
const mostThings = 20

// seen refuses with not_found what is not.
func seen(ok bool, err error) error {
	if err == nil && !ok {
		err = market.Refuse("not_found")
	}
	return err
}

// form reads the form of a request, or refuses with too_large, with bad_form for one that another
// site's page sent, and with bad_value for what is no form.
func (o *Office) form(w http.ResponseWriter, r *http.Request, most int64) error {
	if err := o.origin.Check(r); err != nil {
		return market.Refuse("bad_form")
	}
	if most == 0 {
		most = MaxForm
	}
	r.Body = http.MaxBytesReader(w, r.Body, most)
	if kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";"); kind != "application/x-www-form-urlencoded" {
		return market.Refuse("bad_value")
	}
	if err := r.ParseForm(); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return market.Refuse("too_large")
		}
		return market.Refuse("bad_value")
	}
	return nil
}

// statuses are those of refusals that the wire does not have.
var statuses = map[string]int{
	"not_found": http.StatusNotFound, "not_allowed": http.StatusForbidden, "bad_form": http.StatusForbidden,
	"wrong_password": http.StatusForbidden, "too_many_tries": http.StatusTooManyRequests, "wrong_state": http.StatusConflict,
	"unknown_account": http.StatusNotFound, "unknown_station": http.StatusNotFound, "unknown_conflict": http.StatusNotFound, "unknown_match": http.StatusNotFound,
	"unknown_complaint": http.StatusNotFound, "unknown_agreement": http.StatusNotFound, "unknown_notice": http.StatusNotFound, "unknown_training": http.StatusNotFound,
	"unknown_proposal": http.StatusNotFound, "unknown_employer": http.StatusNotFound, "not_quarantined": http.StatusNotFound,
}

func status(err error) int {
	if s, ok := statuses[market.Code(err)]; ok {
		return s
	}
	s, _ := wire.Status(err)
	return s
}

// addressOf is where a request came from, without the port.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
