#!/usr/bin/env bash
# `make run`: the sample market on this machine, and a kiosk to walk up to.
#
# The first start makes run/: a county, a first station that opens the sample postings, and a second
# one, the kiosk's, which knows of them only through the county. Later starts go on where the last one
# ended; delete run/ to begin anew. Without a display the main journey is driven instead, in windows
# of its own, and leaves its pictures in out/.
set -euo pipefail
cd "$(dirname "$0")/../.."
export LANG="${LANG:-zh_CN.UTF-8}"
# As in linux/yizhan-kiosk.service, which says why.
export FYNE_CACHE="${FYNE_CACHE:-10s}"

market_area=410423000000 # 鲁山县: its market opens the sample postings
kiosk_area=410423106000  # 瓦屋镇: the kiosk stands there

county_pid=""

say() { printf '%s\n' "$*"; }

die() {
	printf '%s\n' "$*" >&2
	exit 1
}

# ask COMMAND… runs one of the programs and passes its answer on; a refusal ends the start.
ask() {
	local answer
	answer="$("$@")" || die "$* was refused: $(tail -n 1 <<<"$answer")"
	printf '%s\n' "$answer"
}

# field NAME prints one text field of the JSON object on standard input.
field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; }

# listening PORT tells whether somebody answers there.
listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
	local port
	for port in $(seq 8437 8457); do
		listening "$port" || { echo "$port" && return; }
	done
	die "No free port between 8437 and 8457 on this machine: stop one of the programs that listen there."
}

stop_county() {
	[ -n "$county_pid" ] || return 0
	kill "$county_pid" 2>/dev/null || true
	wait "$county_pid" 2>/dev/null || true
	county_pid=""
}

start_county() {
	local port="$1"
	! listening "$port" || die "Port $port is taken: is another 'make run' still open?"
	bin/county serve -data run/county -listen "127.0.0.1:$port" -public "http://127.0.0.1:$port" 2>>run/county.log &
	county_pid=$!
	for _ in $(seq 100); do
		! listening "$port" || return 0
		kill -0 "$county_pid" 2>/dev/null || break
		sleep 0.1
	done
	die "The county did not start; its last words: $(tail -n 3 run/county.log)"
}

# enrol DIR AREA makes DIR the station of the official market there.
enrol() {
	local code
	code="$(ask bin/county -data run/county code -area "$2" | field code)"
	ask bin/stationctl -data "$1" enrol -county "http://127.0.0.1:$port" -code "$code" >/dev/null
}

# first_start makes everything under run/. run/ready is written last: without it run/ is half made
# and is made again.
first_start() {
	say "Making the sample market in run/ …"
	rm -rf run/county run/station run/market run/county.log
	mkdir -p -m 700 run
	port="$(free_port)"
	start_county "$port"

	enrol run/market "$market_area"
	ask bin/stationctl -data run/market exec -sample >/dev/null
	ask bin/stationctl -data run/market sync >/dev/null

	enrol run/station "$kiosk_area"
	local staff station office
	station="$(ask bin/stationctl -data run/station status | sed -n 's/.*"station":\([0-9]*\).*/\1/p')"
	staff="$(ask bin/county -data run/county staff -station "$station" -role clerk -title 值班员)"
	ask bin/county -data run/county sample -station "$station" >/dev/null
	ask bin/stationctl -data run/station sync >/dev/null
	office="$(ask bin/county -data run/county admin)"
	printf '%s\n' "day=$(date +%F)" "port=$port" "pin=$(field pin <<<"$staff")" "password=$(field password <<<"$office")" >run/ready
}

# kept NAME prints what the first start wrote down.
kept() { sed -n "s/^$1=//p" run/ready; }

later_start() {
	say "Going on with the sample market in run/, made on $(kept day). Delete run/ for one of today."
	port="$(kept port)"
	start_county "$port"
}

# journey drives the main job in real windows without anybody watching. It brings its own county
# and stations, so that every run of it starts from the same morning.
journey() {
	say "No display here (DISPLAY is not set): driving the main journey instead."
	make --no-print-directory journey
	say "Its pictures:"
	ls out/*.png
}

trap stop_county EXIT
trap 'exit 130' INT TERM

if [ -e run/ready ]; then later_start; else first_start; fi

say "公示板 board       http://127.0.0.1:$port/board"
# Until somebody signs in there and chooses one of their own.
say "县平台 county      http://127.0.0.1:$port/office   账号 admin, 首次密码 $(kept password)"
say "工作人员 staff     PIN $(kept pin)"
# The kiosk's window driver is X11. On Wayland DISPLAY names XWayland; WAYLAND_DISPLAY alone is no display.
if [ -n "${DISPLAY:-}" ]; then
	bin/kiosk -data run/station -windowed 1366x768
else
	journey
fi
