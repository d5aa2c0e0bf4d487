// Package board holds the open postings of a station in memory, so that a finger on a filter sees
// the answer before it is lifted, also with a hundred thousand of them. It draws nothing and
// decides nothing: what is true stands in kiosk/store.
//
// Begin at Board. Fill reads the store once; after that every commit names the postings that it
// touched (store.OnPostings) and only those are read again. Find gives what a Query asks for,
// nearest first, as rows that never change: a later commit puts a new row in the place of the
// old one. A full Fill always gives the same as the steps do; a test holds them to it. The
// reasons and the figures stand in DESIGN.md beside this file.
package board
