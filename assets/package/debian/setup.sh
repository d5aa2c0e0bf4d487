#!/usr/bin/env bash
# Installs the Debian packages that this tree needs and that are not there yet.
#
#   setup.sh build      what `go build` needs: the C compiler and the headers of Fyne's window driver
#   setup.sh windows    the same, and what the journeys in real windows and browsers need
#
# It does nothing, and needs no network, where all of them are installed. Without root it changes
# nothing, says what to type, and exits 1.
set -euo pipefail

go_wanted=1.26

build="gcc libc6-dev pkg-config libgl-dev libgl1-mesa-dri libx11-dev libxcursor-dev libxi-dev
	libxinerama-dev libxrandr-dev libxxf86vm-dev"

# A screen, a window manager and a finger without anybody there; ImageMagick takes the pictures,
# zbar-tools and zxing-cpp-tools read the slips' QR codes as phones would, ippeveprinter is an office
# printer (it wants a message bus), and poppler-utils read what came out of it. Chromium opens the
# county's pages.
windows="chromium cups-ipp-utils dbus-daemon imagemagick openbox poppler-utils xdotool xvfb zbar-tools zxing-cpp-tools"

case "${1:-windows}" in
build) wanted="$build" ;;
windows) wanted="$build $windows" ;;
*)
	echo "usage: $0 build|windows" >&2
	exit 2
	;;
esac

check_go() {
	local have
	if ! have="$(go env GOVERSION 2>/dev/null)"; then
		echo "Go is not installed: put Go $go_wanted or newer on PATH (https://go.dev/dl/) and start again." >&2
		exit 1
	fi
	if [ "$(printf '%s\n' "$go_wanted" "${have#go}" | sort -V | head -n 1)" != "$go_wanted" ]; then
		echo "Go $go_wanted or newer is needed; this is ${have#go}." >&2
		exit 1
	fi
}

# missing prints those of its arguments that dpkg does not hold as installed.
missing() {
	local name
	for name in "$@"; do
		case "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)" in
		installed*) ;;
		*) echo "$name" ;;
		esac
	done
}

check_go
if ! command -v dpkg-query >/dev/null; then
	echo "This is not Debian: nothing was installed. Your system's names for these are needed:" >&2
	echo "$wanted" | tr -s '\n\t ' ' ' >&2
	echo >&2
	exit 0
fi

# shellcheck disable=SC2086 # the lists are words
absent="$(missing $wanted | tr '\n' ' ')"
[ -n "$absent" ] || exit 0

if [ "$(id -u)" -ne 0 ]; then
	echo "These Debian packages are missing, and installing them needs root. Type this, then start again:" >&2
	echo "  sudo apt-get update && sudo apt-get install --no-install-recommends ${absent% }" >&2
	exit 1
fi

echo "Installing: ${absent% }"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q -o DPkg::Lock::Timeout=120
# shellcheck disable=SC2086
apt-get install -q -y -o DPkg::Lock::Timeout=120 --no-install-recommends $absent
