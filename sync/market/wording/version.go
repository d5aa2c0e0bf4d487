package wording

// Version names the rules and what the voice was taught: programs with the same Version find the same in the same words.
// It is written along with voice.bin.
const Version = "e93fea76bdd13349"
