# The one door to the tree: `make` lists what can be done. Every target works in a fresh clone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

# Fyne is always built with these tags, in tests too: another set builds another driver.
# trimpath stands here so that build and tests share what is compiled. buildvcs is off because a clone
# may belong to another user, and git then refuses to answer.
export GOFLAGS := -buildvcs=false -trimpath -tags=x11,migrated_fynedo,no_emoji
export CGO_ENABLED := 1

GOFUMPT := go run mvdan.cc/gofumpt@v0.12.0
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FYNE := go run fyne.io/tools/cmd/fyne@v1.7.4

GO_FOLDERS := assets cmd kiosk sync
# Tested without the race detector: what builds on Fyne, since compiling it once more costs a cold CI
# six minutes for code that runs on one goroutine; the slip, which draws pixel by pixel, and handwriting, which
# compares points; the scenes, which the screen's tests play again; the desk, whose tests make whole
# stations and counties (seven minutes with it, one without); the words, which are patterns on one
# goroutine; and the simulator, whose plays are on one goroutine each. `make race` has them.
PLAIN := yizhan/kiosk/slip yizhan/sync/market/wording yizhan/kiosk/ime/hand yizhan/kiosk/scene yizhan/kiosk/desk yizhan/kiosk/sim yizhan/kiosk/touch yizhan/kiosk/view yizhan/kiosk yizhan/cmd/kiosk

# So are, in this room, the tests that cut the power or break the disk a hundred times.
DISKS := yizhan/sync/sqldb
LONG := PowerCut|Faults

SETUP := @assets/package/debian/setup.sh
toml = $(shell sed -n 's/^$(1) = "\{0,1\}\([^"]*\)"\{0,1\}$$/\1/p' FyneApp.toml)

.PHONY: help run test setup check unit screen race journey soak bench-sync bench-county recalc lint fmt build package clean

help: ## this list
	@sed -nE 's/^([a-z-]+):.* ## /\1\t/p' Makefile | expand -t 12

run: $(if $(DISPLAY),,setup) build ## the sample market and its kiosk; without a display, the main journey with pictures in out/
	@assets/package/run.sh

# check and unit run side by side: in a cold clone cgo is busy with OpenGL on one core for minutes.
test: setup ## all that CI runs
	@$(MAKE) --no-print-directory --output-sync=target -j2 check unit
	@$(MAKE) --no-print-directory screen

setup: ## install the Debian packages that are missing (needs root if there are any)
	$(SETUP) windows

check: setup ## gofumpt, go vet (also the drivers for Windows and for cameras), staticcheck
	@changed="$$($(GOFUMPT) -l $(GO_FOLDERS))"; \
	[ -z "$$changed" ] || { echo "not as 'make fmt' writes them:"; echo "$$changed"; exit 1; }
	go vet ./...
	GOOS=windows CGO_ENABLED=0 go vet ./kiosk/device/...
	go vet -tags=camera ./kiosk/device/camera ./kiosk/device/plugged
	$(STATICCHECK) ./...

unit: setup ## the tests without a screen, under the race detector
	go test -race -timeout 20m $$(go list ./... | grep -vxF $(PLAIN:%=-e %) $(DISKS:%=-e %))
	go test -race -timeout 20m -skip '$(LONG)' $(DISKS)
	go test -run '$(LONG)' $(DISKS)

screen: setup ## the tests of slip and screen, and the journeys in real windows under Xvfb
	go test -count=1 -p 1 $(PLAIN)

race: setup ## every test under the race detector; slow at the first time
	go test -race -p 1 ./...

journey: setup ## the main journey alone; its pictures in out/
	YIZHAN_OUT=$(CURDIR)/out go test -count=1 -v -run '^TestMainJourney$$' ./cmd/kiosk

# One line a part. Not part of `make test`, which runs small counts of the same.
soak: setup ## the long runs; minutes each, their tables stand in the DESIGN.md beside each
	go test -count=1 -v -timeout 3h -run "PowerCut|Faults" ./sync/sqldb ./kiosk/desk -cuts 10000
	go test -count=1 -v -timeout 0 -run '^TestTakesInACrowd$$' ./kiosk/desk -attempts 1000000
	go test -count=1 -v -timeout 0 -run "^TestMonthIsWhatFactsSay$$" ./sync/county/report -rapid.checks 1000
	go test -count=1 -v -timeout 1h -run '^TestWornSlips$$' ./kiosk/slip -every-slip
	go test -count=1 -v -timeout 0 -run '^TestMutants$$' ./kiosk/sim -mutants
	go test -count=1 -v -timeout 0 -run '^TestSimulation$$' ./kiosk/sim -seeds 1000 -stations 30 -days 4
	go test -count=1 -v -timeout 0 -run '^TestSimulation$$' ./kiosk/sim -seeds 3 -stations 300 -days 7

# Not part of `make test`: building golangci-lint takes three minutes on two cores, and what is
# checked there beyond staticcheck seldom changes.
lint: setup ## the chosen list of linters in .golangci.yml
	$(GOLANGCI) run ./...

# FACTS=8200 gives a tenth of it. The folder of the databases is TMPDIR's: measure on a real disk.
bench-sync: ## how fast and how small a backlog of 82,000 facts travels; minutes
	go test -run '^$$' -bench '^BenchmarkSync$$' -benchtime 1x -timeout 60m ./kiosk/desk -args -facts $(or $(FACTS),82000)

# The city is kept in YEAR, so that only the first run makes it: a quarter of an hour, a gigabyte. FACTS=20000 STATIONS=12 is a
# small one. Compare cpu-ms where other programs run too.
bench-county: ## how fast each page of the county is with a city's year behind it, and how many slips a second
	mkdir -p $(or $(YEAR),out/year)
	go test -run '^$$' -bench '^(BenchmarkPages|BenchmarkSlip)$$' -benchtime $(or $(TIMES),60x) -timeout 3h ./sync/county/office \
		-args -facts $(or $(FACTS),2000000) -stations $(or $(STATIONS),300) -year $(abspath $(or $(YEAR),out/year))

# Not part of `make test`: the packages are 85 MB to fetch and most of a gigabyte on the disk. CI calculates the
# same formulas with excelize.
recalc: ## LibreOffice opens the month's file and comes to the same figures (needs root once)
	apt-get install -y --no-install-recommends libreoffice-calc-nogui
	go test -count=1 -v -timeout 10m -run '^TestLibreOffice' ./sync/county/report -args -soffice soffice

fmt: ## format the tree with gofumpt
	$(GOFUMPT) -w $(GO_FOLDERS)

build: ## bin/kiosk, bin/county, bin/stationctl
	$(SETUP) build
	go build -ldflags "-s -w" -o bin/ ./cmd/...

package: build ## the kiosk as an installable archive in bin/
	$(FYNE) package --target linux --source-dir cmd/kiosk --executable $(CURDIR)/bin/kiosk \
		--name "$(call toml,Name)" --app-id "$(call toml,ID)" --app-version "$(call toml,Version)" \
		--app-build "$(call toml,Build)" --icon $(CURDIR)/$(call toml,Icon)
	mv *.tar.xz bin/

clean: ## remove bin/ and out/; run/ is the sample market and stays
	rm -rf bin out
