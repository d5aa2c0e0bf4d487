// Package record says which things of the market replicate, how they are written, and how two
// versions settle.
//
// Begin at Fact (fact.go): the immutable entry of a journal. The kinds and their bodies stand
// in kinds.go and bodies.go; every body is a CBOR map with small integer keys, so that a
// program that does not know a field keeps and passes on the stored bytes unchanged. The
// reasons stand in DESIGN.md beside this file.
package record
