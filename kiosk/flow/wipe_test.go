package flow

import (
	"reflect"
	"strings"
	"testing"

	"yizhan/sync/market"
)

// After 结束 nothing of a person is left in any page that was ever shown.
func TestEndForgetsThePerson(t *testing.T) {
	for _, c := range []struct {
		name string
		play func(h *hall)
	}{
		{"take", func(h *hall) {
			h.detail(h.posting(nil)).Take()
			h.dial("18900000301")
			h.introduce("李", "1968")
			h.settle()
			h.settle()
			on[*Done](h).Cancel()
		}},
		{"check-in", func(h *hall) {
			on[*Home](h).CheckIn()
			h.dial("18900000301")
			h.introduce("李", "1968")
			on[*Skills](h).Toggle("mason")
			h.tell()
			h.settle()
			on[*Number](h)
		}},
		{"mine", func(h *hall) {
			h.mine(h.placed(h.posting(nil), h.worker("李师傅", "18900000301")).Slip).Cancel()
		}},
		{"waiting", func(h *hall) {
			id := h.wideJob()
			h.state.Online = false
			h.takeAs(id, "18900000301")
			h.settle()
			h.way(h.message("kept"), "waitlist.join")
			h.settle()
		}},
		{"an identity card", func(h *hall) {
			r := h.reader()
			on[*Home](h).CheckIn()
			on[*Who](h).Choose(ByID)
			h.lay(r, market.IDCard{Name: "李师傅", Number: "110105196807120012"})
			on[*Notice](h)
		}},
		{"a name on screen", func(h *hall) {
			r := h.reader()
			on[*Home](h).CheckIn()
			on[*Who](h).Choose(ByID)
			r <- market.IDCard{Name: "李师傅", Number: "110105196807120012"}
			h.settle()
			h.settle()
			on[*Hello](h)
		}},
		{"a card that did not print", func(h *hall) {
			on[*Home](h).CheckIn()
			h.dial("18900000301")
			h.introduce("李", "1968")
			h.tell()
			h.settle()
			on[*Number](h).Card()
			h.settle()
			h.paper = PaperFailed
			on[*Number](h).Tick()
		}},
		{"half a form", func(h *hall) {
			on[*Home](h).CheckIn()
			h.dial("18900000301")
			h.introduce("李", "196")
		}},
		{"a choice of people", func(h *hall) {
			h.worker("李师傅", "18900000301")
			on[*Home](h).CheckIn()
			h.dial("18900000301")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHall(t)
			c.play(h)
			before := 0
			for _, p := range h.shown {
				before += len(traces(reflect.ValueOf(p), map[uintptr]bool{}))
			}
			if before == 0 {
				t.Fatal("the person was in no page, so that this test cannot find a trace")
			}
			h.app.End()
			on[*Home](h)
			for _, p := range h.shown {
				for _, trace := range traces(reflect.ValueOf(p), map[uintptr]bool{}) {
					t.Errorf("page %s keeps %q", p.Name(), trace)
				}
			}
		})
	}
}

// personal are pieces of what the person of this test said.
var personal = []string{"18900000301", "李师傅", "1968", "YZW-", "189****0301"}

// traces finds them in a value, through pointers, but not in the app and what is behind it.
func traces(v reflect.Value, seen map[uintptr]bool) []string {
	var out []string
	switch v.Kind() {
	case reflect.String:
		for _, p := range personal {
			if strings.Contains(v.String(), p) {
				out = append(out, v.String())
			}
		}
	case reflect.Int:
		if v.Int() == 1968 {
			out = append(out, "1968")
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*App]() || seen[v.Pointer()] {
			return nil
		}
		seen[v.Pointer()] = true
		return traces(v.Elem(), seen)
	case reflect.Interface:
		return traces(v.Elem(), seen)
	case reflect.Struct:
		for i := range v.NumField() {
			out = append(out, traces(v.Field(i), seen)...)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			out = append(out, traces(v.Index(i), seen)...)
		}
	}
	return out
}
