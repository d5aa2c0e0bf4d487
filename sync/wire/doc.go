// Package wire is the language that stations and the county speak: messages, limits, signing,
// and which error code goes with which HTTP status.
//
// A station sends POST /v1/enrol once, then POST /v1/hello, POST /v1/push and GET /v1/pull in
// rounds. A station whose disk was copied or put back asks POST /v1/compare how much of the past
// it shares with the county, and POST /v1/epoch for an epoch of its own. POST /v1/lookup asks for a
// worker who registered at another station (lookup.go). Bodies are canonical CBOR inside zstd (codec.go). Every request carries a signature
// over method, path, query, station, epoch, counter, server nonce and the digest of the body;
// every reply one over the request's signature, the status and the digest of its body
// (sign.go). There are no bearer tokens, and the station's clock is trusted for nothing.
// Counters are compared only within one server nonce, which hello hands out.
//
// Facts go up as a stream, POST /v1/stream, whose header is signed like that of any request and
// whose body is signed mark by mark (stream.go): the county commits at each mark, so a link that is
// cut loses at most what came after the last. POST /v1/push takes one batch whole, for proxies
// that keep a request back until it has ended, and for a fact that is in a hurry. Persons' keys
// go beside the facts, a batch's together in one envelope (ring.go).
//
// Facts travel as the bytes that their maker stored. A batch carries its maker's signature
// over (county, station, epoch, first seq, last seq, last link): the same bytes whether they
// come over the net or on a stick.
package wire

// Version is the protocol spoken here. A server refuses a greater one with too_new.
// Version 2 added streams and rings; a server answers the two versions before its own too.
const Version = 2

// Limits, all in one place.
const (
	MaxBody     = 8 << 20   // bytes of a request or reply as sent
	MaxPlain    = 32 << 20  // bytes after decompression
	MaxBatch    = 500       // facts in a batch
	MaxPull     = 1000      // facts in a reply to pull
	MaxFacts    = 512 << 10 // bytes of the facts of either, beyond the first: 20 s at 256 kbit/s
	MaxJournals = 64        // journals in a hello
	MaxCompare  = 64        // links in a compare
	MaxWaitSecs = 25        // longest long poll

	MarkFacts      = 200       // facts between two marks of a stream: what a cut link loses at most
	MaxMark        = 2 << 20   // bytes of the batch of a mark
	MaxStream      = 32 << 20  // bytes of a stream as sent
	MaxStreamPlain = 256 << 20 // bytes of its batches
	MaxHistory     = 512 << 10 // bytes of the facts that a stream's history is made of
	MaxHistoryLen  = 4000      // those facts
	streamWindow   = 4 << 20   // bytes of history that either end keeps
	fewWindow      = 1 << 20   // of them for a stream of one mark: more than MaxHistory and its facts
)

// Paths of the protocol.
const (
	PathEnrol   = "/v1/enrol"
	PathHello   = "/v1/hello"
	PathPush    = "/v1/push"
	PathStream  = "/v1/stream"
	PathPull    = "/v1/pull"
	PathCompare = "/v1/compare"
	PathEpoch   = "/v1/epoch"
	PathLookup  = "/v1/lookup"
)
