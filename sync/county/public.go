package county

import (
	"bytes"
	"io"
	"net/http"

	"yizhan/assets"
	"yizhan/sync/county/office"
	"yizhan/sync/county/page"
	"yizhan/sync/market"
)

// Handler answers everything: the wire, the page behind a slip's QR, and the desk of the offices.
func (s *Server) Handler() http.Handler {
	mux := &table{ServeMux: http.NewServeMux()}
	s.Register(mux.ServeMux)
	s.openTo(mux)
	office.New(s.archive, s.log, assets.Chinese).Register(mux.ServeMux, s.rooms...)
	return mux.ServeMux
}

// Open lists the patterns of the pages that anybody may open; office.Pages and those of the rooms are the
// others.
func (s *Server) Open() []string {
	mux := &table{ServeMux: http.NewServeMux()}
	s.openTo(mux)
	return mux.patterns
}

// table is a mux that remembers what is on it.
type table struct {
	*http.ServeMux
	patterns []string
}

// Handle puts a page on the mux.
func (t *table) Handle(pattern string, h http.Handler) {
	t.patterns = append(t.patterns, pattern)
	t.ServeMux.Handle(pattern, h)
}

// HandleFunc puts a page on the mux.
func (t *table) HandleFunc(pattern string, h func(http.ResponseWriter, *http.Request)) {
	t.Handle(pattern, http.HandlerFunc(h))
}

// openTo puts the pages that anybody may open on a mux.
func (s *Server) openTo(mux *table) {
	p := public{server: s, pages: page.New(assets.Chinese, assets.Areas(), assets.Trades())}
	mux.HandleFunc("GET "+page.StylePath, page.Style)
	mux.HandleFunc("GET /J/{number}", p.slip)
	mux.HandleFunc("GET /j/{number}", p.slip) // some scanners send small letters
	for _, what := range []string{"cancel", "here"} {
		mux.HandleFunc("GET /J/{number}/"+what, p.says(what))
		mux.HandleFunc("POST /J/{number}/"+what, p.says(what))
	}
	mux.Handle("GET /{$}", http.RedirectHandler(page.BoardPath, http.StatusFound))
	mux.HandleFunc("GET "+page.BoardPath, p.board)
	mux.HandleFunc("GET "+page.BoardPath+"/{id}", p.posting)
	mux.HandleFunc("GET "+page.HirePath, p.hireForm)
	mux.HandleFunc("POST "+page.HirePath, p.hire)
	mux.HandleFunc("GET "+page.ComplainPath, p.complainForm)
	mux.HandleFunc("POST "+page.ComplainPath, p.complain)
	mux.HandleFunc("GET "+page.FollowPath, p.followForm)
	mux.HandleFunc("POST "+page.FollowPath, p.follow)
	mux.HandleFunc("/", p.missing)
}

// public answers phones.
type public struct {
	server *Server
	pages  *page.Pages
}

// slip shows the job from the number itself, also when the county never heard of the posting,
// and adds what it knows now. What nobody signed is refused with 4xx.
func (p public) slip(w http.ResponseWriter, r *http.Request) {
	slip, err := market.ParseSlip(r.PathValue("number"))
	if err != nil {
		p.refuse(w, http.StatusBadRequest, err)
		return
	}
	v := page.SlipView{Slip: slip, Match: slip.MatchID(), At: p.server.archive.Now()}
	signer, now, err := p.server.archive.Standing(r.Context(), slip)
	status := http.StatusOK
	switch {
	case market.Code(err) == "unknown_station":
		status = http.StatusNotFound
		v.Verdict = page.UnknownSigner
	case market.Code(err) == "bad_slip":
		p.refuse(w, http.StatusBadRequest, err)
		return
	case err != nil:
		p.fault(w, err)
		return
	default:
		v.Verdict, v.Station = page.Verified, market.MarketName(assets.Areas(), signer.Area, signer.Name)
		v.Now = (*page.PostingNow)(now)
		v.Number = r.PathValue("number")
	}
	v.Market = v.Station
	p.write(w, status, func(out io.Writer) error { return p.pages.Slip(out, v) })
}

func (p public) missing(w http.ResponseWriter, _ *http.Request) {
	p.refuse(w, http.StatusNotFound, market.Refuse("not_found"))
}

func (p public) refuse(w http.ResponseWriter, status int, err error) {
	p.write(w, status, func(out io.Writer) error { return p.pages.Refused(out, "", err) })
}

// fault is the server's own trouble: come again, nothing is wrong with the slip.
func (p public) fault(w http.ResponseWriter, err error) {
	p.server.log.Error("page failed", "err", err)
	w.Header().Set("Retry-After", "5")
	p.refuse(w, http.StatusServiceUnavailable, market.Refuse("server_error"))
}

// write sends a page whole or not at all.
func (p public) write(w http.ResponseWriter, status int, render func(io.Writer) error) {
	var b bytes.Buffer
	if err := render(&b); err != nil {
		p.server.log.Error("page not written", "err", err)
		http.Error(w, "", http.StatusServiceUnavailable)
		return
	}
	page.Headers(w.Header())
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a phone that is gone asks again
}
