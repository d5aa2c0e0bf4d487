package ipp

import (
	"net/http"
	"testing"
)

// No proxy of the environment stands between: its program reads the environment once, so that a test by sending
// would say nothing.
func TestNoProxy(t *testing.T) {
	if way := newClient("").Transport.(*http.Transport); way.Proxy != nil {
		t.Error("a proxy is asked")
	}
}
