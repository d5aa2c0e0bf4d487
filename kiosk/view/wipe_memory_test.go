package view

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yizhan/kiosk/flow"
	"yizhan/kiosk/scene"
	"yizhan/kiosk/touch"
)

// private are the pieces of what people say in scenes: names, numbers of phones, cards and slips, years of
// birth, and the PIN of staff, whole and half pressed.
var private = regexp.MustCompile(`李师傅|李建国|王师傅|赵师傅|1890000|1380013|189\*|138\*|8888|9998|9999|110105|YZ[WS]-|^(1968|2012|2048|204817)$`)

// privateYears are the years of birth as numbers.
var privateYears = []int64{1968, 2012}

// memory looks for what is private in all that can be reached from a value: pages and sheets, widgets
// with their texts and painters, the panel of writing, the voice. What a station stores for good lies
// behind its desk and its board, which are not entered.
type memory struct {
	seen  map[uintptr]bool
	found map[string]bool
}

func remembered(roots ...any) map[string]bool {
	m := memory{map[uintptr]bool{}, map[string]bool{}}
	for _, r := range roots {
		m.visit(reflect.ValueOf(r), reflect.TypeOf(r).String())
	}
	return m.found
}

// stored are the packages behind which a station's data lies for good.
var stored = []string{"yizhan/kiosk/desk", "yizhan/kiosk/board", "yizhan/kiosk/store", "yizhan/kiosk/scene", "yizhan/sync/market.Areas", "yizhan/assets"}

func (m *memory) visit(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		if private.MatchString(v.String()) {
			m.found[path+" = "+v.String()] = true
		}
	case reflect.Int, reflect.Int64, reflect.Int32:
		if slices.Contains(privateYears, v.Int()) {
			m.found[fmt.Sprintf("%s = %d", path, v.Int())] = true
		}
	case reflect.Pointer:
		if v.IsNil() || m.seen[v.Pointer()] || kept(v.Type().Elem()) {
			return
		}
		m.seen[v.Pointer()] = true
		m.visit(v.Elem(), path)
	case reflect.Interface:
		if !v.IsNil() && !kept(v.Elem().Type()) {
			m.visit(v.Elem(), path+"("+v.Elem().Type().String()+")")
		}
	case reflect.Struct:
		for i := range v.NumField() {
			m.visit(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice, reflect.Array:
		if e := v.Type().Elem().Kind(); e == reflect.Uint8 {
			m.bytes(v, path)
			return
		}
		for i := range v.Len() {
			m.visit(v.Index(i), path+"[]")
		}
	case reflect.Map:
		for i := v.MapRange(); i.Next(); {
			m.visit(i.Key(), path+"[key]")
			m.visit(i.Value(), path+"[]")
		}
	}
}

// bytes reads bytes as text, as a buffer of what was typed.
func (m *memory) bytes(v reflect.Value, path string) {
	const most = 4096 // pictures and fonts are no text
	if v.Len() > most {
		return
	}
	b := make([]byte, v.Len())
	for i := range b {
		b[i] = byte(v.Index(i).Uint())
	}
	if text := string(b); private.MatchString(text) {
		m.found[path+" = "+text] = true
	}
}

func kept(t reflect.Type) bool {
	name := t.PkgPath() + "." + t.Name()
	return slices.ContainsFunc(stored, func(s string) bool { return strings.HasPrefix(name, s) })
}

// stranger is a view of a scene, with all pages that it ever showed.
type stranger struct {
	app   *flow.App
	view  *View
	pages []any
}

// meet plays a scene while it is watched.
func meet(t *testing.T, s scene.Scene) (*scene.Stage, *stranger) {
	t.Helper()
	g, err := s.Set(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = g.Close() })
	m := &stranger{app: g.Open()}
	m.app.OnRedraw(m.see)
	if err := s.PlayOn(g, m.app); err != nil {
		t.Fatal(err)
	}
	m.view = New(m.app, Options{Still: true})
	m.view.Content().Resize(fyne.NewSize(1366, 768))
	m.app.OnRedraw(func(p flow.Page) {
		m.see(p)
		m.view.show(p)
	})
	return g, m
}

// see keeps a page that comes up.
func (m *stranger) see(p flow.Page) {
	if len(m.pages) == 0 || m.pages[len(m.pages)-1] != any(p) {
		m.pages = append(m.pages, p)
	}
}

// holds are the private things in the app, on screen, and in every page that was shown.
func (m *stranger) holds() map[string]bool {
	return remembered(append([]any{m.app, m.view}, m.pages...)...)
}

// The two ways of being gone: the button that says so, or no touch for as long as a page waits and the
// countdown lasts.
func (m *stranger) end() {
	for _, t := range touch.Targets(m.view.Screen()) {
		if t.Label == m.view.t("nav.end") && t.Tap != nil {
			t.Tap()
			return
		}
	}
	m.app.End() // home, a sheet, or a page of staff has no such button
}

func (m *stranger) idle() {
	pulse := flow.NewPulse(m.app)
	m.app.OnRedraw(m.see) // nobody looks on
	defer m.app.OnRedraw(m.view.show)
	for range int((flow.Staff.Idle() + flow.Countdown).Seconds()) + 2 {
		if m.app.Current().Name() == "home" {
			return
		}
		pulse.Beat()
	}
}

// Nothing that somebody said is in memory once they are gone, whatever page they left and however: not
// on screen, not in a page that was left before, not in a widget that is still held. What is on screen
// is what a station shows to whoever comes next. Pages that join kiosk/scene are held to it too.
func TestNothingIsRememberedOfAnybody(t *testing.T) {
	test.NewTempApp(t)
	for name, gone := range map[string]func(*stranger){"end": (*stranger).end, "idle": (*stranger).idle} {
		found := 0
		for _, s := range scene.All() {
			if strings.Contains(s.Name, "unreadable") {
				continue // its database is gone
			}
			g, m := meet(t, s)
			found += len(m.holds())
			_, waiting := m.app.Current().(*flow.Wait)
			gone(m)
			if waiting {
				if err := g.Settle(); err != nil {
					t.Fatal(err)
				}
			}
			if p := m.app.Current().Name(); p != "home" {
				t.Errorf("%s, %s: on screen is %s", s.Name, name, p)
			}
			m.app.Refresh() // what was under way is saved all the same, and counted
			fresh, _ := show(g.Open(), fyne.NewSize(1366, 768), false, Options{Still: true})
			if after, want := written(m.view), written(fresh); after != want {
				t.Errorf("%s, %s: the screen says\n%s\na fresh one says\n%s", s.Name, name, after, want)
			}
			usual := remembered(m.app.Current()) // the board is everybody's
			for trace := range m.holds() {
				if _, what, _ := strings.Cut(trace, " = "); !said(usual, what) {
					t.Errorf("%s, %s: kept %s", s.Name, name, trace)
				}
			}
			_ = g.Close()
		}
		if found < 350 {
			t.Errorf("%s: only %d traces of people were there before", name, found)
		}
	}
}

func said(traces map[string]bool, what string) bool {
	for t := range traces {
		if strings.HasSuffix(t, " = "+what) {
			return true
		}
	}
	return false
}
