package office

import (
	"embed"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"slices"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/market"
)

//go:embed templates/*.html
var templateFiles embed.FS

// Root is where the pages for offices lie.
const Root = "/office"

// Page is a row of the table of pages.
type Page struct {
	// Route is a pattern of net/http: "GET /office/stations/{id}". Whatever a request is about is
	// named in its path, never in its form, so that it is checked before Do runs.
	Route string
	Nav   string       // name of the entry of the navigation that it belongs to; "" for none
	Least market.Level // the lowest level that may; zero is everybody who is signed in
	Of    Subject      // what {id} names
	// Do answers: it reads what is to be shown and calls Visit.Show, or changes something and calls
	// Visit.Go. An error becomes a page with the words for it.
	Do func(*Visit) error
	// Form bounds the form of a POST, in bytes; 0 is MaxForm.
	Form int64
}

// MaxForm is how large a form may be where its page says nothing else.
const MaxForm = 64 << 10

// Entry is an entry of the navigation. Its words are office.nav_<Name>.
type Entry struct {
	Name string
	Path string
	At   int // where it stands: smaller ones come first
	// Least is the lowest level that sees it; zero is everybody.
	Least market.Level
}

// Room is pages that belong together, with their templates.
type Room struct {
	Pages   []Page
	Entries []Entry
	Files   fs.FS            // templates/*.html; each page's body is a template by the name given to Visit.Show
	Funcs   template.FuncMap // beside those of this package; may be nil
	// Station is what the room knows of the station that a page is about, for that station's page; may be nil.
	Station func(*Visit) ([]About, error)
}

// About is one line that a room puts on a station's page.
type About struct {
	Name  string // key of a phrase
	Value string
	Path  string // where more of it stands; "" for nowhere
}

// Office serves the pages of all rooms.
type Office struct {
	archive *archive.Archive
	log     *slog.Logger
	words   assets.Phrases
	areas   *market.Areas
	trades  *market.Trades
	entries []Entry
	frame   *template.Template
	mux     *http.ServeMux // that its pages are registered on
	origin  *http.CrossOriginProtection
	about   []func(*Visit) ([]About, error)
	checks  chan struct{} // bounds how many passwords are looked at at once
}

// New makes the desk over an open archive; see Register.
func New(a *archive.Archive, log *slog.Logger, words assets.Phrases) *Office {
	o := &Office{
		archive: a, log: log, words: words, areas: assets.Areas(), trades: assets.Trades(),
		origin: http.NewCrossOriginProtection(), checks: make(chan struct{}, maxChecks),
	}
	o.frame = o.parse(nil, nil)
	return o
}

// Register puts the pages of this package and of rooms on mux, below Root.
func (o *Office) Register(mux *http.ServeMux, rooms ...Room) {
	o.mux = mux
	rooms = append([]Room{{Pages: Pages(), Entries: entries}}, rooms...)
	for _, r := range rooms {
		o.entries = append(o.entries, r.Entries...)
		if r.Station != nil {
			o.about = append(o.about, r.Station)
		}
		t := o.frame
		if r.Files != nil {
			t = o.parse(r.Files, r.Funcs)
		}
		for _, p := range r.Pages {
			mux.HandleFunc(p.Route, o.gate(p, t))
		}
	}
	slices.SortStableFunc(o.entries, func(a, b Entry) int { return a.At - b.At })
	mux.HandleFunc("GET "+StylePath, Style)
	mux.HandleFunc("GET "+Root+"/in", o.signInPage)
	mux.HandleFunc("POST "+Root+"/in", o.signIn)
	mux.HandleFunc(Root+"/", o.gate(Page{Do: func(*Visit) error { return market.Refuse("not_found") }}, o.frame))
}

// Pages is the table of this package's pages.
func Pages() []Page {
	return slices.Concat(pages, stationPages, postingPages, complaintPages, conflictPages, publishedPages, agreementPages, describePages)
}

// parse reads a room's templates over those of the frame.
func (o *Office) parse(files fs.FS, more template.FuncMap) *template.Template {
	t := template.New("").Funcs(o.funcs()).Funcs(more)
	template.Must(t.ParseFS(templateFiles, "templates/*.html"))
	if files != nil {
		template.Must(t.ParseFS(files, "templates/*.html"))
	}
	return t
}
