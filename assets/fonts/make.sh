#!/bin/sh
# Rebuilds the fonts of this folder. Needs npm and Debian's fonttools package
# (pyftsubset, pyftmerge, apt-get and the system's own python3 that carries the module).
#
#   text-regular.ttf, text-bold.ttf   Noto Sans SC: GBK, Latin, punctuation, rare characters of names
#   figures.ttf                       Noto Sans SC Black: digits and the marks that stand beside them
#   screen-regular.otf, screen-bold.otf   Noto Sans CJK of Debian's fonts-noto-cjk, the same design with PostScript
#                                     outlines: the characters of text-regular.ttf, for the window
#
# Noto Sans SC lacks U+20BB7 (the surname written with 土 over 口); that one
# character comes from Noto Sans JP of the same design, grid and licence.
# U+2252 of GBK, a sign of old arithmetic, is in neither and is left out.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fetch() { # name version folder
	mkdir -p "$work/$3"
	(cd "$work" && npm pack --silent "$1@$2" >"$3.name")
	tar -xzf "$work/$(cat "$work/$3.name")" -C "$work/$3"
}
fetch @expo-google-fonts/noto-sans-sc 0.4.3 sc
fetch @expo-google-fonts/noto-sans-jp 0.4.3 jp

# The engine draws plain runs: no layout features are kept but kerning of Latin.
subset() { # in out unicodes-option...
	in=$1 out=$2
	shift 2
	pyftsubset "$in" --output-file="$out" --layout-features=kern --no-hinting --desubroutinize \
		--drop-tables+=vhea,vmtx,VORG,BASE,STAT,DSIG --name-IDs=0,1,2,3,4,5,6,13,14 --notdef-outline "$@"
}

text() { # weight number, weight name, out
	$python "$here/charset.py" "$work/sc/package/$1$2/NotoSansSC_$1$2.ttf" >"$work/charset"
	subset "$work/sc/package/$1$2/NotoSansSC_$1$2.ttf" "$work/main.ttf" --unicodes-file="$work/charset"
	subset "$work/jp/package/$1$2/NotoSansJP_$1$2.ttf" "$work/extra.ttf" --unicodes=U+20BB7
	(cd "$work" && pyftmerge --drop-tables=GDEF,GSUB --output-file="$here/$3" main.ttf extra.ttf)
}
text 400 Regular text-regular.ttf
text 700 Bold text-bold.ttf
screen() { # weight name, out
	subset "$work/cjk/usr/share/fonts/opentype/noto/NotoSansCJK-$1.ttc" "$here/$2" --font-number=2 --no-desubroutinize --unicodes-file="$work/screen"
}
(cd "$work" && apt-get download -qq fonts-noto-cjk && dpkg -x fonts-noto-cjk_*.deb cjk)
$python -c 'import sys; from fontTools.ttLib import TTFont
for c in sorted(TTFont(sys.argv[1], lazy=True).getBestCmap()): print(f"{c:04X}")' "$here/text-regular.ttf" >"$work/screen"
screen Regular screen-regular.otf
screen Bold screen-bold.otf
subset "$work/sc/package/900Black/NotoSansSC_900Black.ttf" "$here/figures.ttf" --text='0123456789:–-.,/ ¥+×%'
cp "$work/sc/package/LICENSE_FONT" "$here/OFL.txt"
