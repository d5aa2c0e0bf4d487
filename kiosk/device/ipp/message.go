package ipp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// Operations, tags and states (RFC 8010, RFC 8011).
const (
	printJob     = 0x0002
	cancelJob    = 0x0008
	getJob       = 0x0009
	getPrinter   = 0x000B
	operationTag = 0x01
	jobTag       = 0x02
	endTag       = 0x03
	refusedTag   = 0x05 // what of a request was not taken
	tagInteger   = 0x21
	tagName      = 0x42
	tagKeyword   = 0x44
	tagURI       = 0x45
	tagCharset   = 0x47
	tagLanguage  = 0x48
	tagMime      = 0x49
	tagNoValue   = 0x13
	printerWorks = 4
	printerStop  = 5
	jobWorks     = 5
	jobStops     = 6
	jobCanceled  = 7
	jobAborted   = 8
	jobCompleted = 9
)

// Answers that are told apart: client-error-forbidden, -not-authenticated, -not-authorized, -not-found, -gone,
// -document-format-not-supported, -attributes-or-values-not-supported; server-error-internal-error, -service-unavailable, -device-error, -temporary-error,
// -not-accepting-jobs, -busy, -job-canceled.
const (
	forbidden        = 0x0401
	notAuthenticated = 0x0402
	notAuthorised    = 0x0403
	notFound         = 0x0406
	noMore           = 0x0407
	unknownFormat    = 0x040A
	unknownValue     = 0x040B
	internalError    = 0x0500
	tryLater         = 0x0502
	deviceError      = 0x0504
	fullForNow       = 0x0505
	notAccepting     = 0x0506
	busy             = 0x0507
	jobWasCanceled   = 0x0508
)

// request builds a message.
type request struct{ bytes.Buffer }

func newRequest(operation uint16, id uint32, uri string) *request {
	r := &request{}
	r.Write([]byte{1, 1}) // what is said here is in every version, and old printers refuse a later one
	_ = binary.Write(r, binary.BigEndian, operation)
	_ = binary.Write(r, binary.BigEndian, id)
	r.WriteByte(operationTag)
	r.text(tagCharset, "attributes-charset", "utf-8")
	r.text(tagLanguage, "attributes-natural-language", "zh-cn")
	r.text(tagURI, "printer-uri", uri)
	return r
}

func (r *request) value(tag byte, name string, v []byte) {
	r.WriteByte(tag)
	_ = binary.Write(r, binary.BigEndian, uint16(len(name)))
	r.WriteString(name)
	_ = binary.Write(r, binary.BigEndian, uint16(len(v)))
	r.Write(v)
}

func (r *request) text(tag byte, name, v string) { r.value(tag, name, []byte(v)) }

func (r *request) integer(name string, v int32) {
	r.value(tagInteger, name, binary.BigEndian.AppendUint32(nil, uint32(v)))
}

func (r *request) group(tag byte) { r.WriteByte(tag) }
func (r *request) end()           { r.WriteByte(endTag) }

// response is what came back: every value of every attribute, in one table, since those that are
// asked for do not repeat between groups.
type response struct {
	status  uint16
	values  map[string][][]byte
	refused []string // names of what was asked for and is not had
}

var errMessage = errors.New("the printer's answer is no IPP message")

// maxValues bounds what a hostile printer can make of an answer.
const maxValues = 4096

func parseResponse(b []byte) (response, error) {
	if len(b) < 9 || b[0] < 1 || b[0] > 2 {
		return response{}, errMessage
	}
	out := response{status: binary.BigEndian.Uint16(b[2:]), values: map[string][][]byte{}}
	b = b[8:]
	name, n, group := "", 0, byte(0)
	take := func() ([]byte, bool) {
		if len(b) < 2 {
			return nil, false
		}
		size := int(binary.BigEndian.Uint16(b))
		if len(b) < 2+size {
			return nil, false
		}
		v := b[2 : 2+size]
		b = b[2+size:]
		return v, true
	}
	for len(b) > 0 {
		tag := b[0]
		b = b[1:]
		if tag == endTag {
			return out, nil
		}
		if tag < 0x10 {
			group = tag
			continue
		}
		key, ok := take()
		if !ok {
			return response{}, errMessage
		}
		v, ok := take()
		if n++; !ok || n > maxValues {
			return response{}, errMessage
		}
		if len(key) > 0 {
			name = string(key)
		}
		if group == refusedTag {
			out.refused = append(out.refused, name)
			continue
		}
		if tag < tagInteger && tag != tagNoValue {
			continue // the printer does not know it
		}
		out.values[name] = append(out.values[name], v)
	}
	return response{}, errMessage
}

// number is the first value of an integer or enum; -1 when there is none.
func (r response) number(name string) int {
	if v := r.values[name]; len(v) > 0 && len(v[0]) == 4 {
		return int(int32(binary.BigEndian.Uint32(v[0])))
	}
	return -1
}

// none says that the printer answers that there is no value, which is more than not to answer.
func (r response) none(name string) bool {
	v := r.values[name]
	return len(v) == 1 && len(v[0]) == 0
}

// no says that the printer answers a question of yes and no with no.
func (r response) no(name string) bool {
	v := r.values[name]
	return len(v) == 1 && len(v[0]) == 1 && v[0][0] == 0
}

// errFailed is of a printer that took a message and failed over it.
var errFailed = errors.New("the printer failed")

func (r response) err() error {
	if r.status < 0x0100 {
		return nil
	}
	err := fmt.Errorf("the printer answers %#04x", r.status)
	if r.status >= internalError {
		return fmt.Errorf("%w: %w", errFailed, err)
	}
	return err
}
