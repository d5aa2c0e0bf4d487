package serialscan

// Listen is for tests of what is a code.
var Listen = listen
