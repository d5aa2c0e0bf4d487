package serialscan

// Impatient is for tests of a port that has no time-out.
var Impatient = impatient

// Listen is for tests of what is a code.
var Listen = listen
