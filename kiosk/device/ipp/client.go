package ipp

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"yizhan/kiosk/device"
	"yizhan/sync/market"
)

// How long a printer may take to be reached and to answer.
const (
	dialTime   = 4 * time.Second
	answerTime = 15 * time.Second
)

// newClient reaches a printer and nobody else: by no proxy, whatever the environment says, and to no other
// address, whatever the printer says. Over ipps the printer must have a certificate that this PC's roots vouch
// for, or the one that was pinned: those that printers make for themselves nobody vouches for.
func newClient(pin string) *http.Client {
	secure := &tls.Config{MinVersion: tls.VersionTLS12}
	if pin != "" {
		secure.InsecureSkipVerify = true // the name and the roots say nothing of it; the pin does
		secure.VerifyConnection = func(s tls.ConnectionState) error {
			if len(s.PeerCertificates) == 0 || fingerprint(s.PeerCertificates[0]) != pin {
				return errPin
			}
			return nil
		}
	}
	return &http.Client{
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: dialTime}).DialContext,
			TLSClientConfig:       secure,
			TLSHandshakeTimeout:   dialTime,
			ResponseHeaderTimeout: answerTime,
			IdleConnTimeout:       dialTime,
		},
	}
}

// fingerprint is what an installer pins: SHA-256 of the certificate, as browsers and openssl show it, in small
// letters without colons.
func fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// Pin reads a fingerprint as people copy it: with colons and large letters or without. ok is false for what is none.
func Pin(said string) (pin string, ok bool) {
	pin = strings.ToLower(strings.ReplaceAll(said, ":", ""))
	b, err := hex.DecodeString(pin)
	return pin, err == nil && len(b) == sha256.Size
}

var (
	errPin         = errors.New("it is not the certificate that was pinned")
	errCertificate = errors.New("nobody vouches for the printer's certificate")
)

// ask posts a message, with a document behind it. It refuses only where nobody read the message.
func (p *Printer) ask(ctx context.Context, r *request, document []byte) (response, error) {
	u, err := url.Parse(p.URL)
	if err != nil {
		return response{}, err
	}
	u.Scheme = map[string]string{"ipp": "http", "ipps": "https"}[u.Scheme]
	if u.Port() == "" {
		u.Host += ":631"
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	var reached atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		ConnectDone: func(_, _ string, err error) { reached.CompareAndSwap(false, err == nil) },
		GotConn:     func(httptrace.GotConnInfo) { reached.Store(true) },
	})
	post, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), io.MultiReader(bytes.NewReader(r.Bytes()), bytes.NewReader(document)))
	if err != nil {
		return response{}, err
	}
	post.Header.Set("Content-Type", "application/ipp")
	post.ContentLength = int64(r.Len() + len(document))
	a, err := p.client().Do(post)
	switch {
	case err != nil && !reached.Load():
		return response{}, device.Gone(err)
	case err != nil:
		return response{}, distrust(err)
	}
	defer a.Body.Close()
	body, err := io.ReadAll(io.LimitReader(a.Body, 1<<20))
	if err != nil {
		return response{}, err
	}
	if err := turnedAway(a.StatusCode); err != nil {
		return response{}, err
	}
	return parseResponse(body)
}

// turnedAway is what it means that a message was not taken where HTTP is spoken, before anybody read what is in it. A
// server that fails over it may have read it, and has no code.
func turnedAway(status int) error {
	err := fmt.Errorf("the printer answers HTTP %d", status)
	switch status {
	case http.StatusOK:
		return nil
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusProxyAuthRequired:
		return device.Locked(err)
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		return device.Busy(err)
	case http.StatusRequestEntityTooLarge:
		return device.Unwilling(err)
	}
	if status >= http.StatusInternalServerError {
		return fmt.Errorf("%w: %w", errFailed, err)
	}
	return device.Misplaced(err)
}

// distrust refuses with printer_certificate where a certificate is why nothing was said to the printer. Field is
// the fingerprint of the one it shows, where that is known, for whoever may pin it.
func distrust(err error) error {
	if bad, ok := errors.AsType[*tls.CertificateVerificationError](err); ok && len(bad.UnverifiedCertificates) > 0 {
		refusal := &market.Error{Code: "printer_certificate", Field: fingerprint(bad.UnverifiedCertificates[0])}
		return fmt.Errorf("%w: %w: %w", refusal, errCertificate, err)
	}
	if errors.Is(err, errPin) {
		return fmt.Errorf("%w: %w: %w", market.Refuse("printer_certificate"), errCertificate, err)
	}
	return err
}
