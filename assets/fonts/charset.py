"""Print the characters of the text fonts, one code point a line in hex.

All of GBK and the two-byte part of GB 18030, the Latin and punctuation ranges that the screens use, and every
Han character of a given font beyond the blocks that GBK covers: those are the
rare characters of names in the national list of standard characters.
"""
import sys

from fontTools.ttLib import TTFont

RANGES = [
    (0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x2010, 0x2027), (0x2030, 0x203B),
    (0x20A9, 0x20AC), (0x2100, 0x2121), (0x2190, 0x2199), (0x2460, 0x2473), (0x25A0, 0x25CF),
    (0x2605, 0x2606), (0x2713, 0x2717), (0x3000, 0x303F), (0xFF01, 0xFF5E), (0xFFE0, 0xFFE6),
    (0xFFFD, 0xFFFD),
]
RARE = [(0x9FA6, 0x9FFF), (0x20000, 0x323AF)]
# Extension A is large; of it only the characters of the national list.
EXTENSION_A = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠"
    "䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)


def two_byte(codec):
    """The code points of all two-byte codes but the private ones."""
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            try:
                code = ord(bytes([lead, trail]).decode(codec))
            except UnicodeDecodeError:
                continue
            if not 0xE000 <= code <= 0xF8FF:
                yield code


def main():
    has = TTFont(sys.argv[1], lazy=True).getBestCmap()
    want = set(two_byte("gbk")) | set(two_byte("gb18030")) | {ord(c) for c in EXTENSION_A}
    for first, last in RANGES:
        want.update(range(first, last + 1))
    for first, last in RARE:
        want.update(c for c in has if first <= c <= last)
    print("\n".join(f"{c:04X}" for c in sorted(want)))


main()
