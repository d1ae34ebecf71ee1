"""The characters that word processors put where people type a space, a hyphen or nothing."""

from __future__ import annotations

import re
import unicodedata

_SPACES = (
    "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
_HYPHENS = "\u2010\u2011"
_BREAKS = "\u000b\u000c\u0085\u2028\u2029\r"
# Soft hyphen, zero-width space, word joiner, byte order mark, and direction marks, which could
# make a quote look different from what it says. Joiners (U+200C, U+200D) shape letters in Persian
# and Hindi and stay.
_INVISIBLE = (
    "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
)
_PLAIN = {
    **dict.fromkeys([*range(9), *range(14, 32), 127, *range(0xD800, 0xE000)]),
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _HYPHENS), "-"),
    **dict.fromkeys(map(ord, _BREAKS), "\n"),
    **dict.fromkeys(map(ord, _INVISIBLE)),
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)},
}
_BLANKS = re.compile(r" {2,}")
_AROUND_BREAK = re.compile(r" *\n[ \n]*")


def as_typed(text: str) -> str:
    """``text`` with plain spaces, hyphens and line ends, in NFC, without blanks at its ends.

    Letters, punctuation and quotation marks stay as they are: a quote is verbatim.
    """
    plain = unicodedata.normalize("NFC", text.translate(_PLAIN))
    return _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", plain)).strip()


def on_one_line(text: str) -> str:
    """As typed, with a space for every line end."""
    return " ".join(as_typed(text).split())
