package market

import (
	"errors"
	"strings"
)

// Error is a refusal that a person can do something about. Code is stable and crosses the
// wire; the words for it stand in assets/phrases under "error.<Code>". Field names the input
// it is about, by its name in the command contract ("headcount", "phone"), or is empty.
type Error struct {
	Code  string
	Field string
}

func (e *Error) Error() string {
	if e.Field == "" {
		return e.Code
	}
	return e.Code + ": " + e.Field
}

// Is makes errors.Is(err, &Error{Code: "full"}) true for any error of that code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && (t.Field == "" || t.Field == e.Field)
}

// Refuse makes an Error without a field.
func Refuse(code string) *Error { return &Error{Code: code} }

// Code gives the business code of err, or "" when err is not a refusal.
func Code(err error) string {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	if l, ok := errors.AsType[Errors](err); ok && len(l) > 0 {
		return l[0].Code
	}
	return ""
}

// Errors is every fault of one form, in the order of its fields, so that a screen can mark
// all of them at once. A form without fault gives a nil error, never an empty Errors.
type Errors []*Error

func (l Errors) Error() string {
	s := make([]string, len(l))
	for i, e := range l {
		s[i] = e.Error()
	}
	return strings.Join(s, "; ")
}

// Unwrap lets errors.Is and errors.As reach the single faults.
func (l Errors) Unwrap() []error {
	out := make([]error, len(l))
	for i, e := range l {
		out[i] = e
	}
	return out
}

func (l *Errors) add(code, field string) { *l = append(*l, &Error{Code: code, Field: field}) }

func (l Errors) orNil() error {
	if len(l) == 0 {
		return nil
	}
	return l
}
