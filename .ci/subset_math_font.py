"""Makes duality/report/page/font/duality-math.woff2, the formulas' font, from Latin Modern Math (GUST Font License).

    python .ci/subset_math_font.py /usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf

The source is in Debian's package fonts-lmodern and in every TeX distribution. Needs fonttools and brotli. What is kept:
the characters that formulas of a report can contain, the variants and parts from which brackets, roots and bars are
stretched, and the MATH table. The font is renamed, as its license asks for altered versions.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "duality" / "report" / "page" / "font" / "duality-math.woff2"
FAMILY = "Duality Math"
COPYRIGHT, FAMILY_NAME, STYLE, UNIQUE, FULL, POSTSCRIPT, LICENSE = 0, 1, 2, 3, 4, 6, 13

RANGES = (
    (0x20, 0x7E),  # Latin letters, digits, ASCII signs
    (0xA0, 0xFF),  # letters with accents, plus-minus, middle dot, times
    (0x100, 0x17F),  # more letters with accents
    (0x391, 0x3F5),  # Greek
    (0x1D434, 0x1D467),  # mathematical italic letters
    (0x1D6A4, 0x1D6A5),  # dotless i and j
    (0x1D6E2, 0x1D71B),  # mathematical italic Greek
    (0x2032, 0x2037),  # primes
    (0x2061, 0x2064),  # invisible operators
)
SINGLE = (
    0x2013, 0x2014, 0x2016, 0x2018, 0x2019, 0x201C, 0x201D, 0x2020, 0x2022, 0x2026, 0x210E, 0x2113, 0x2115, 0x211D,
    0x2124, 0x2190, 0x2191, 0x2192, 0x2193, 0x21A6, 0x21D2, 0x21D4, 0x2200, 0x2202, 0x2203, 0x2205, 0x2207, 0x2208,
    0x2209, 0x220B, 0x220F, 0x2211, 0x2212, 0x2213, 0x2215, 0x2217, 0x2218, 0x221A, 0x221E, 0x2223, 0x2225, 0x2229,
    0x222A, 0x222B, 0x2248, 0x2260, 0x2261, 0x2264, 0x2265, 0x226A, 0x226B, 0x227A, 0x227B, 0x2282, 0x2286, 0x22A4,
    0x22A5, 0x22C5, 0x22C6, 0x22EE, 0x22EF, 0x2308, 0x2309, 0x230A, 0x230B, 0x239B, 0x239C, 0x239D, 0x239E, 0x239F,
    0x23A0, 0x23A1, 0x23A2, 0x23A3, 0x23A4, 0x23A5, 0x23A6, 0x23A7, 0x23A8, 0x23A9, 0x23AA, 0x23AB, 0x23AC, 0x23AD,
    0x27E8, 0x27E9, 0x2A7D, 0x2A7E, 0x2AAF, 0x2AB0,
)  # fmt: skip


def main(source: str) -> None:
    """Subsets the font file ``source`` and writes `TARGET`."""
    font = TTFont(source)
    options = subset.Options(
        flavor="woff2", layout_features=["*"], name_IDs=["*"], notdef_outline=True, glyph_names=False, hinting=False
    )
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=[*SINGLE, *(code for first, last in RANGES for code in range(first, last + 1))])
    chosen.subset(font)
    rename(font)
    subset.save_font(font, str(TARGET), options)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {len(font.getGlyphOrder())} glyphs")


def rename(font: TTFont) -> None:
    """An altered version does not carry the name of the original."""
    names = font["name"]
    new = {
        FAMILY_NAME: FAMILY,
        STYLE: "Regular",
        UNIQUE: "DualityMath-Regular, a subset of Latin Modern Math 1.959",
        FULL: FAMILY,
        POSTSCRIPT: "DualityMath-Regular",
    }
    kept = {COPYRIGHT: names.getDebugName(COPYRIGHT), LICENSE: names.getDebugName(LICENSE)}
    names.names = []
    for identity, words in sorted({**kept, **new}.items()):
        if words:
            names.setName(words, identity, 3, 1, 0x409)
    if "CFF " in font:
        top = font["CFF "].cff
        top.fontNames = [new[POSTSCRIPT]]
        top[0].FullName = top[0].FamilyName = FAMILY


if __name__ == "__main__":
    main(sys.argv[1])
