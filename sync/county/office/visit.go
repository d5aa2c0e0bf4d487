package office

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

// Visit is one request of somebody who is signed in, let through by the gate.
type Visit struct {
	*http.Request
	archive.Session

	// What the path names, as the page's Of says: it lies within the officer's reach.
	Station uint16
	Where   market.AreaCode
	Refs    []market.Ref

	office *Office
	page   Page
	frame  *template.Template
	w      http.ResponseWriter
}

// Archive is the county's database.
func (v *Visit) Archive() *archive.Archive { return v.office.archive }

// Now is the county's wall clock, in the market's zone.
func (v *Visit) Now() time.Time { return v.office.archive.Now().In(market.Zone) }

// Words are the words of the page's language.
func (v *Visit) Words() assets.Phrases { return v.office.words }

// ID is the {id} of the path.
func (v *Visit) ID() string { return v.PathValue("id") }

// Form is a field of a POST, without space around it.
func (v *Visit) Form(name string) string { return strings.TrimSpace(v.PostFormValue(name)) }

// Query is a value behind the path: a filter, a page number. It never names whose things are shown.
func (v *Visit) Query(name string) string { return v.URL.Query().Get(name) }

// sheet is what templates are given: their own view, and what every form needs.
type sheet struct {
	View  any
	Proof string
	Path  string
	Back  string // the page's address, for forms: see again
	Me    archive.Officer
	Now   time.Time
	Said  string // what was just done; key of a phrase
}

// Show writes a page: the template name with view, inside the frame. Its title is the template
// name_title. The status is 200.
func (v *Visit) Show(name string, view any) error { return v.show(http.StatusOK, name, view) }

func (v *Visit) show(status int, name string, view any) error {
	s := sheet{View: view, Proof: v.Proof, Path: v.URL.Path, Back: v.back(), Me: v.Officer, Now: v.Now(), Said: v.said()}
	var title, body, page bytes.Buffer
	if err := v.frame.ExecuteTemplate(&title, name+"_title", s); err != nil {
		return fmt.Errorf("render title of %s: %w", name, err)
	}
	if err := v.frame.ExecuteTemplate(&body, name, s); err != nil {
		return fmt.Errorf("render %s: %w", name, err)
	}
	f := frame{
		sheet: s, Title: strings.TrimSpace(title.String()), Body: template.HTML(body.String()), Nav: v.nav(),
		Market: market.MarketName(v.office.areas, v.Area, ""),
	}
	if err := v.frame.ExecuteTemplate(&page, "frame", f); err != nil {
		return fmt.Errorf("render frame of %s: %w", name, err)
	}
	v.w.WriteHeader(status)
	_, _ = v.w.Write(page.Bytes()) // a browser that is gone asks again
	return nil
}

// frame is what the frame's template is given.
type frame struct {
	sheet
	Title  string
	Market string
	Nav    []link
	Body   template.HTML
}

type link struct {
	Name, Path string
	On         bool
}

func (v *Visit) nav() []link {
	if v.Account == "" || v.Once {
		return nil
	}
	var out []link
	for _, e := range v.office.entries {
		if e.Least == 0 || v.Level() <= e.Least {
			out = append(out, link{e.Name, e.Path, e.Name == v.page.Nav})
		}
	}
	return out
}

// Go sends the browser to another page after something was done. said names a phrase office.said_…
// that is shown there once; it may be empty.
func (v *Visit) Go(path, said string) error {
	if said != "" {
		path += map[bool]string{true: "&", false: "?"}[strings.Contains(path, "?")] + "said=" + url.QueryEscape(said)
	}
	http.Redirect(v.w, v.Request, path, http.StatusSeeOther)
	return nil
}

// said is the key of what was just done; words of anybody else's choice are not shown.
func (v *Visit) said() string {
	if key := "office.said_" + v.Query("said"); v.office.words.Has(key) {
		return key
	}
	return ""
}

// Send answers with a file instead of a page; name is what it is saved as.
func (v *Visit) Send(kind, name string, content []byte) error {
	v.w.Header().Set("Content-Type", kind)
	v.w.Header().Set("Content-Disposition", "attachment; filename*=UTF-8''"+url.PathEscape(name))
	_, _ = v.w.Write(content) // a browser that is gone asks again
	return nil
}

// ownWords are the refusals that an office says otherwise than a kiosk.
var ownWords = []string{"office.not_found", "office.not_allowed"}

// refuse writes the page for what was not done: why, and the way on.
func (v *Visit) refuse(err error) {
	switch market.Code(err) {
	case "signed_out":
		v.clear()
		http.Redirect(v.w, v.Request, Root+"/in", http.StatusSeeOther)
		return
	case "password_first":
		http.Redirect(v.w, v.Request, passwordPath, http.StatusSeeOther)
		return
	}
	s := status(err)
	if s >= http.StatusInternalServerError {
		v.office.log.Error("office page failed", "page", v.page.Route, "err", err)
		err = market.Refuse("server_busy")
	}
	words := v.office.words.Refusal(err)
	if own := "office." + market.Code(err); slices.Contains(ownWords, own) { // those of the kiosk speak of slips and of who is on duty
		words = v.office.words.T(own)
	}
	if err := v.show(s, "refused", words); err != nil {
		v.office.log.Error("office page not written", "err", err)
		http.Error(v.w, "", http.StatusServiceUnavailable)
	}
}
