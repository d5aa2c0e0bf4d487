package exchange

import (
	"syscall"
	"unsafe"
)

// removable is what GetDriveTypeW says of a stick or a card (Windows API, fileapi.h: DRIVE_REMOVABLE).
const removable = 2

var driveType = syscall.NewLazyDLL("kernel32.dll").NewProc("GetDriveTypeW")

// media are the drives whose media can be taken out.
func media() ([]Place, error) {
	var out []Place
	for letter := 'A'; letter <= 'Z'; letter++ {
		root := string(letter) + `:\`
		path, err := syscall.UTF16PtrFromString(root)
		if err != nil {
			return nil, err
		}
		if kind, _, _ := driveType.Call(uintptr(unsafe.Pointer(path))); kind == removable {
			out = append(out, Place{Dir: root, Name: string(letter) + ":"})
		}
	}
	return out, nil
}
