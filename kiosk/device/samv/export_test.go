package samv

// Impatient is for tests of a port that has no time-out.
var Impatient = impatient
