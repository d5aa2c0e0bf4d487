package upkeep_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"yizhan/sync/county/upkeep"
)

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
	return w
}

// Whoever asks and hangs up does not make the county unwell for the next.
func TestHealthForWhoeverComesNext(t *testing.T) {
	c := newCounty(t)
	c.lives(1, 1, 1)
	check := upkeep.NewChecker(c.archive, c.dir)
	gone, hangUp := context.WithCancel(t.Context())
	hangUp()
	if h := check.Health(gone); !h.OK {
		t.Errorf("for who hung up: %+v", h)
	}
	if w := get(t, http.HandlerFunc(check.Public), "/healthz"); w.Code != http.StatusOK {
		t.Errorf("for the next: %d %s", w.Code, w.Body)
	}
}

// Whoever asks hears whether it works; who looks after it hears more.
func TestHealth(t *testing.T) {
	c := newCounty(t)
	c.lives(2, 3, 60)
	check := upkeep.NewChecker(c.archive, c.dir)
	if w := get(t, http.HandlerFunc(check.Public), "/healthz"); w.Code != http.StatusOK || strings.TrimSpace(w.Body.String()) != `{"ok":true}` {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	var h upkeep.Health
	whole := func() int {
		t.Helper()
		w := get(t, http.HandlerFunc(check.Whole), "/healthz")
		h = upkeep.Health{}
		if err := json.Unmarshal(w.Body.Bytes(), &h); err != nil {
			t.Fatal(err)
		}
		return w.Code
	}
	if code := whole(); code != http.StatusOK || !h.OK || h.Stations != 2 || h.Rev == 0 || h.Database == 0 {
		t.Errorf("%d %+v", code, h)
	}
	c.after(72 * time.Hour)
	if code := whole(); code != http.StatusOK || h.Silent != 2 || len(h.Troubles) != 1 || h.Troubles[0] != upkeep.BackupNone {
		t.Errorf("without a backup: %d %+v", code, h)
	}
	if err := c.archive.Close(); err != nil {
		t.Fatal(err)
	}
	c.after(time.Minute)
	if code := whole(); code != http.StatusServiceUnavailable || h.OK || h.Troubles[0] != upkeep.NotWritable {
		t.Errorf("without a database: %d %+v", code, h)
	}
}

// Requests are counted by the pattern of their address: what stands in addresses is nobody's business.
func TestMetrics(t *testing.T) {
	c := newCounty(t)
	watch := upkeep.NewWatch(upkeep.NewChecker(c.archive, c.dir), c.log)
	inner, outer, own := http.NewServeMux(), http.NewServeMux(), http.NewServeMux()
	inner.HandleFunc("GET /J/{number}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) })
	inner.HandleFunc("GET /broken/{id}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
	outer.Handle("/", inner)
	watch.Register(own)
	served := watch.Handler(outer)
	get(t, served, "/J/998877")
	get(t, served, "/J/665544")
	get(t, served, "/broken/13800138000")
	page := get(t, own, "/metrics").Body.String()
	for _, want := range []string{
		`yizhan_request_seconds_count{method="GET",route="GET /J/{number}",status="404"} 2`, "yizhan_up 1\n", "yizhan_rev 0\n", "yizhan_disk_free_bytes ", "go_goroutines ",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("metrics without %s", want)
		}
	}
	if said := page + c.said.String(); strings.Contains(said, "998877") || strings.Contains(said, "13800138000") {
		t.Error("an address is told")
	}
	if !strings.Contains(c.said.String(), `route="GET /broken/{id}" status=503`) {
		t.Errorf("not in the log: %s", c.said)
	}
}
