# The one door to the tree: `make` lists what can be done. Every target works in a fresh clone.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.NOTPARALLEL: # two setups at once would fight over apt's lock

# Fyne is always built with these tags, in tests too: another set builds another driver.
# buildvcs is off because a clone may belong to another user, and git then refuses to answer.
export GOFLAGS := -buildvcs=false -tags=x11,migrated_fynedo,no_emoji
export CGO_ENABLED := 1

GOFUMPT := go run mvdan.cc/gofumpt@v0.12.0
STATICCHECK := go run honnef.co/go/tools/cmd/staticcheck@v0.8.2
GOLANGCI := go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FYNE := go run fyne.io/tools/cmd/fyne@v1.7.4

GO_FOLDERS := assets cmd kiosk sync
# What builds on Fyne. Compiling Fyne and its window driver once more for the race detector takes six
# minutes of a cold CI, for code that runs on one goroutine: `make test` tests these without it.
SCREEN := yizhan/kiosk/touch yizhan/kiosk/view yizhan/kiosk yizhan/cmd/kiosk

SETUP := @assets/package/debian/setup.sh
toml = $(shell sed -n 's/^$(1) = "\{0,1\}\([^"]*\)"\{0,1\}$$/\1/p' FyneApp.toml)

.PHONY: help run test setup check unit screen race journey lint fmt build package clean

help: ## this list
	@sed -nE 's/^([a-z]+):.* ## /\1\t/p' Makefile | expand -t 10

run: $(if $(DISPLAY),,setup) build ## the sample market and its kiosk; without a display, the main journey with pictures in out/
	@assets/package/run.sh

test: setup check unit screen ## all that CI runs

setup: ## install the Debian packages that are missing (needs root if there are any)
	$(SETUP) windows

check: setup ## gofumpt, go vet, staticcheck
	@changed="$$($(GOFUMPT) -l $(GO_FOLDERS))"; \
	[ -z "$$changed" ] || { echo "not as 'make fmt' writes them:"; echo "$$changed"; exit 1; }
	go vet ./...
	$(STATICCHECK) ./...

unit: setup ## the tests that need no Fyne, under the race detector
	go test -race $$(go list ./... | grep -vxF $(SCREEN:%=-e %))

screen: setup ## the tests of the screen and the journeys in real windows, under Xvfb
	go test -count=1 -p 1 $(SCREEN)

race: setup ## every test under the race detector; slow at the first time
	go test -race -p 1 ./...

journey: setup ## the main journey alone; its pictures in out/
	YIZHAN_OUT=$(CURDIR)/out go test -count=1 -v -run '^TestMainJourney$$' ./cmd/kiosk

# Not part of `make test`: building golangci-lint takes three minutes on two cores, and what is
# checked there beyond staticcheck seldom changes.
lint: setup ## the chosen list of linters in .golangci.yml
	$(GOLANGCI) run ./...

fmt: ## format the tree with gofumpt
	$(GOFUMPT) -w $(GO_FOLDERS)

build: ## bin/kiosk, bin/county, bin/stationctl
	$(SETUP) build
	go build -trimpath -ldflags "-s -w" -o bin/ ./cmd/...

package: build ## the kiosk as an installable archive in bin/
	$(FYNE) package --target linux --source-dir cmd/kiosk --executable $(CURDIR)/bin/kiosk \
		--name "$(call toml,Name)" --app-id "$(call toml,ID)" --app-version "$(call toml,Version)" \
		--app-build "$(call toml,Build)" --icon $(CURDIR)/$(call toml,Icon)
	mv *.tar.xz bin/

clean: ## remove bin/ and out/; run/ is the sample market and stays
	rm -rf bin out
