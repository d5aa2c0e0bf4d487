//go:build cgo

package kiosk

/*
#include <malloc.h>

static void give_back_from(int bytes) {
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, bytes);
#endif
}

static void give_back_holes(void) {
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}
*/
import "C"

// fromSize is from which size on the C library gives what is freed back to the system at once, in bytes. The
// painter without a graphics processor keeps the pictures of words there; with less than this a gliding list stutters.
const fromSize = 64 << 10

// thrift tells the C library so. It must be called before the window is there.
func thrift() { C.give_back_from(fromSize) }

// trim gives back the holes that lie between what the C library still holds; by itself it gives back the end only.
func trim() { C.give_back_holes() }
