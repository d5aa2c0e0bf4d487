package county

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"yizhan/assets"
	"yizhan/sync/county/archive"
	"yizhan/sync/county/page"
	"yizhan/sync/market"
)

// perBoard is how many postings a page of the board has; maxBoard is the last page that is looked for.
const (
	perBoard = 20
	maxBoard = 500
)

func (p public) board(w http.ResponseWriter, r *http.Request) {
	q, n := r.URL.Query(), 1
	s := archive.Search{Area: market.AreaCode(q.Get("area")), SameDay: q.Get("paid") == "same_day", Most: perBoard}
	if _, ok := assets.Areas().Get(s.Area); !ok {
		s.Area = assets.Areas().City().Code
	}
	if _, ok := assets.Trades().Get(market.TradeID(q.Get("trade"))); ok {
		s.Trade = market.TradeID(q.Get("trade"))
	}
	if _, err := time.Parse(time.DateOnly, q.Get("day")); err == nil {
		s.Day = q.Get("day")
	}
	if v, err := strconv.Atoi(q.Get("page")); err == nil && v > 1 && v <= maxBoard {
		n = v
	}
	s.Skip = (n - 1) * perBoard
	b, err := p.server.archive.Board(r.Context(), s)
	if err != nil {
		p.fault(w, err)
		return
	}
	p.write(w, http.StatusOK, func(out io.Writer) error {
		return p.pages.Board(out, page.BoardView{Board: b, Search: s, Page: n, At: p.server.archive.Now()})
	})
}

func (p public) posting(w http.ResponseWriter, r *http.Request) {
	row, near, err := p.server.archive.BoardPosting(r.Context(), market.PostingID(r.PathValue("id")))
	if err != nil {
		p.refused(w, err)
		return
	}
	p.write(w, http.StatusOK, func(out io.Writer) error {
		return p.pages.Posting(out, page.PostingView{BoardRow: row, Near: near, At: p.server.archive.Now()})
	})
}

// refused writes the page for a refusal, or for the server's own trouble.
func (p public) refused(w http.ResponseWriter, err error) {
	switch market.Code(err) {
	case "":
		p.fault(w, err)
	case "unknown_posting", "unknown_match", "unknown_station":
		p.refuse(w, http.StatusNotFound, err)
	case "too_many":
		p.refuse(w, http.StatusTooManyRequests, err)
	case "wrong_state":
		p.refuse(w, http.StatusConflict, err)
	default:
		p.refuse(w, http.StatusBadRequest, err)
	}
}

// says lets the holder of a match's slip say something on its page: that they cannot come, or are
// there. Whoever has the number has the slip. It is asked for first (GET) and then done (POST).
func (p public) says(what string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := form(w, r); err != nil {
			p.refuse(w, http.StatusRequestEntityTooLarge, err)
			return
		}
		slip, signer, err := p.genuine(r.Context(), r.PathValue("number"))
		if err != nil {
			p.refused(w, err)
			return
		}
		match, state, err := p.server.archive.Holder(r.Context(), slip)
		switch {
		case err != nil:
			p.refused(w, err)
			return
		case state != market.Taken && state != market.Arrived:
			p.refused(w, market.Refuse("wrong_state"))
			return
		}
		v := page.SaidView{
			Market: market.MarketName(assets.Areas(), signer.Area, signer.Name), Number: r.PathValue("number"), What: what, Done: r.Method == http.MethodPost,
		}
		if v.Done {
			if what == "here" {
				err = p.server.archive.Arrive(r.Context(), match)
			} else {
				err = p.server.archive.AskCancel(r.Context(), match, "worker_declined")
			}
			if err != nil {
				p.refused(w, err)
				return
			}
		}
		p.write(w, http.StatusOK, func(out io.Writer) error { return p.pages.Said(out, v) })
	}
}

// genuine gives the slip of a number and the station that signed it, or refuses.
func (p public) genuine(ctx context.Context, number string) (*market.Slip, archive.Station, error) {
	slip, err := market.ParseSlip(number)
	if err != nil {
		return nil, archive.Station{}, err
	}
	signer, err := p.server.archive.Station(ctx, slip.Signer)
	if err != nil {
		return nil, signer, err
	}
	if !slip.Verify(signer.Sign) {
		return nil, signer, market.Refuse("bad_slip")
	}
	return slip, signer, nil
}

// addressOf is where a request came from, without the port.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// maxForm is how large a public form may be.
const maxForm = 16 << 10

// form reads the form of a request, or refuses with too_large or bad_value.
func form(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return fmt.Errorf("%w: %w", market.Refuse("too_large"), err)
	}
	return nil
}
