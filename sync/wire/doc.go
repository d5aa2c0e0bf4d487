// Package wire is the language that stations and the county speak: messages, limits, signing,
// and which error code goes with which HTTP status.
//
// A station sends POST /v1/enrol once, then POST /v1/hello, POST /v1/push and GET /v1/pull in
// rounds. A station whose disk was copied or put back asks POST /v1/compare how much of the past
// it shares with the county, and POST /v1/epoch for an epoch of its own. Bodies are canonical CBOR inside zstd (codec.go). Every request carries a signature
// over method, path, query, station, epoch, counter, server nonce and the digest of the body;
// every reply one over the request's signature, the status and the digest of its body
// (sign.go). There are no bearer tokens, and the station's clock is trusted for nothing.
// Counters are compared only within one server nonce, which hello hands out.
//
// Facts travel as the bytes that their maker stored. A batch carries its maker's signature
// over (county, station, epoch, first seq, last seq, last link): the same bytes whether they
// come over the net or on a stick.
package wire

// Version is the protocol spoken here. A server refuses a greater one with too_new.
const Version = 1

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
)

// Paths of the protocol.
const (
	PathEnrol   = "/v1/enrol"
	PathHello   = "/v1/hello"
	PathPush    = "/v1/push"
	PathPull    = "/v1/pull"
	PathCompare = "/v1/compare"
	PathEpoch   = "/v1/epoch"
)
