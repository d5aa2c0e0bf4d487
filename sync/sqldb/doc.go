// Package sqldb opens a database the one right way and is the only place that knows a DSN.
//
// A DB has one writing connection and a pool of readers. Update runs a function in one
// immediate transaction and returns nil only when its commit is durable (WAL and
// synchronous(FULL)); View reads a consistent picture beside it. Each room of the house
// brings its own tables as numbered migrations (Migrate). Statements are parsed once a connection
// (session), and many rows go in one of them (Bulk).
//
// After a failed commit nothing is believed that is not on the disk; why, and how that is tested,
// stands in powercut/DESIGN.md.
//
// SQL in this project is written with ? placeholders and without features that only one
// database has, so that the county can move to PostgreSQL behind the same calls.
package sqldb
