package upkeep

import (
	"context"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Watch measures what the county answers, and says it in the text format of Prometheus.
type Watch struct {
	checker  *Checker
	log      *slog.Logger
	registry *prometheus.Registry
	took     *prometheus.HistogramVec
	at       *prometheus.GaugeVec
}

// NewWatch begins to measure.
func NewWatch(c *Checker, log *slog.Logger) *Watch {
	w := &Watch{
		checker: c, log: log, registry: prometheus.NewRegistry(),
		took: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "yizhan_request_seconds", Help: "How long requests took, by the pattern of their address.",
			Buckets: []float64{.002, .005, .01, .02, .05, .1, .2, .3, .5, 1, 2.5, 5, 30},
		}, []string{"route", "method", "status"}),
		at: prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "yizhan_requests_open", Help: "Requests that are being answered."}, nil),
	}
	w.registry.MustRegister(w.took, w.at, (*counted)(c), collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return w
}

// slow is from when on a request is worth a line of the log, where it does not wait by design.
const slow = 2 * time.Second

// Handler measures what next answers. Labels are patterns of addresses, never addresses: those hold
// numbers of slips and identifiers. So are lines of the log.
func (w *Watch) Handler(next http.Handler) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		open := w.at.WithLabelValues()
		open.Inc()
		defer open.Dec()
		began := time.Now()
		seen := &statusWriter{ResponseWriter: to, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		took := time.Since(began)
		route := r.Pattern
		if route == "" {
			route = "none"
		}
		w.took.WithLabelValues(route, method(r.Method), strconv.Itoa(seen.status)).Observe(took.Seconds())
		switch {
		case seen.status >= http.StatusInternalServerError:
			w.log.Warn("request not answered", "route", route, "status", seen.status, "took", took.Round(time.Millisecond))
		case took > slow && r.URL.Query().Get("wait") == "":
			w.log.Info("request was slow", "route", route, "status", seen.status, "took", took.Round(time.Millisecond))
		}
	})
}

// method keeps made-up methods from filling the memory with labels.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost:
		return m
	}
	return "other"
}

// statusWriter notes the status of an answer.
type statusWriter struct {
	http.ResponseWriter
	status int
	wrote  bool
}

// WriteHeader notes the status.
func (w *statusWriter) WriteHeader(status int) {
	if !w.wrote && status >= http.StatusOK {
		w.status, w.wrote = status, true
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write is a 200 where nothing else was said.
func (w *statusWriter) Write(b []byte) (int, error) {
	w.wrote = true
	return w.ResponseWriter.Write(b)
}

// Unwrap lets a stream reach what it controls.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Register puts /metrics and /healthz on a mux that only those reach who look after the county.
func (w *Watch) Register(mux *http.ServeMux) {
	mux.Handle("GET /metrics", promhttp.HandlerFor(w.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /healthz", w.checker.Whole)
}

// counted says what the county's health comes to.
type counted Checker

// What is said of the county, beside requests.
var (
	upDesc       = prometheus.NewDesc("yizhan_up", "1 while stations and phones are served.", nil, nil)
	troubleDesc  = prometheus.NewDesc("yizhan_trouble", "1 for what somebody should look at.", []string{"what"}, nil)
	revDesc      = prometheus.NewDesc("yizhan_rev", "Number of the newest fact.", nil, nil)
	stationsDesc = prometheus.NewDesc("yizhan_stations", "Stations at work.", nil, nil)
	silentDesc   = prometheus.NewDesc("yizhan_stations_silent", "Stations not heard of for a day.", nil, nil)
	unsentDesc   = prometheus.NewDesc("yizhan_unsent_facts", "Facts that stations said they still have.", nil, nil)
	backupDesc   = prometheus.NewDesc("yizhan_last_backup_timestamp_seconds", "When a backup was proved whole; 0 for never.", nil, nil)
	diskDesc     = prometheus.NewDesc("yizhan_disk_free_bytes", "Free on the disk of the county's folder.", nil, nil)
	sizeDesc     = prometheus.NewDesc("yizhan_database_bytes", "Size of the county's database.", nil, nil)
)

// Describe names what Collect gives.
func (c *counted) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{upDesc, troubleDesc, revDesc, stationsDesc, silentDesc, unsentDesc, backupDesc, diskDesc, sizeDesc} {
		to <- d
	}
}

// Collect looks at the county.
func (c *counted) Collect(to chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	h := (*Checker)(c).Health(ctx)
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	up, backup := 0.0, 0.0
	if h.OK {
		up = 1
	}
	if at, err := time.Parse(time.RFC3339, h.LastBackup); err == nil {
		backup = float64(at.Unix())
	}
	gauge(upDesc, up)
	for _, t := range h.Troubles {
		gauge(troubleDesc, 1, t)
	}
	gauge(revDesc, float64(h.Rev))
	gauge(stationsDesc, float64(h.Stations))
	gauge(silentDesc, float64(h.Silent))
	gauge(unsentDesc, float64(h.Unsent))
	gauge(backupDesc, backup)
	gauge(diskDesc, float64(h.DiskFree))
	gauge(sizeDesc, float64(h.Database))
}
