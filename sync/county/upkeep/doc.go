// Package upkeep is what keeps a county running that nobody looks at while it does: who asks from behind a
// proxy, a line of the log for what goes wrong, figures for a monitoring system, health, the daily backup
// and the daily look for data that is kept no longer.
//
// Begin at Watch for what is measured, and at Daily for what is done. The pages of offices and stations are
// made elsewhere; nothing here knows anybody's name.
package upkeep
