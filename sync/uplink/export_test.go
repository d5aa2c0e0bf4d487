package uplink

// Common is findCommon, for tests.
var Common = findCommon
