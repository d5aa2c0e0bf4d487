//go:build !windows

package exchange

import (
	"fmt"
	"strings"
	"testing"
)

// The table of mounts names media by where they lie, with blanks and ways of mounting.
func TestMounts(t *testing.T) {
	const table = `22 28 0:21 / /sys rw,nosuid shared:7 - sysfs sysfs rw
28 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
90 28 8:17 / /media/clerk/U\040盘 rw,nosuid shared:50 - vfat /dev/sdb1 rw
91 28 8:33 / /run/media/clerk/CARD ro,nosuid shared:51 - vfat /dev/sdc1 ro
92 28 8:49 / /mnt rw shared:52 - vfat /dev/sdd1 rw
93 28 8:49 / /mediaserver rw shared:52 - ext4 /dev/sdd2 rw
94 28 8:65 / /mnt/disk rw shared:52 - ext4 /dev/sde1 rw
95 94 8:81 / /mnt/disk ro shared:52 - ext4 /dev/sdf1 ro
short
`
	list, err := mounts(strings.NewReader(table))
	if err != nil {
		t.Fatal(err)
	}
	const want = `[{/media/clerk/U 盘 U 盘 false} {/run/media/clerk/CARD CARD true} {/mnt mnt false} {/mnt/disk disk true}]`
	if got := fmt.Sprint(list); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}
