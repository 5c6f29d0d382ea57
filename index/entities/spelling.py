"""Spellings of names that mean the same: news writes many names in two ways and compounds in one word or two."""

from __future__ import annotations

from typing import Final

from fihrist.index.arabic.folding import fold_name

ARTICLE: Final = "ال"
ABD: Final = "عبد"
KUNYA_CASES: Final = ("ابو", "ابي", "ابا")
"""Father of, in the three cases; the first is the usual one."""
KUNYA_JOINED_MIN: Final = 6
"""Letters of a word that begins with ابو and is a kunya (أبوبكر); shorter ones are words of their own."""
SYRIA: Final = ("سوريا", "سوريه")

_PARTS: Final = (("اميرك", "امريك"), ("ديموقراط", "ديمقراط"), ("ميليشي", "مليشي"), ("كورد", "كرد"))
_WHOLE: Final = {
    "ترامب": "ترمب",
    "نتانياهو": "نتنياهو",
    "القريشي": "القرشي",
    "فيدرالي": "فدرالي",
    "الفيدرالي": "الفدرالي",
    "الكيماويه": "الكيميائيه",
    "سوريه": "سوريا",
}


def usual(word: str) -> str:
    """The usual spelling of a folded word, for comparing names; most words are returned as they are."""
    if word in _WHOLE and word not in SYRIA:
        return _WHOLE[word]
    for part, spelt in _PARTS:
        if part in word:
            return word.replace(part, spelt)
    return word


def unusual(word: str) -> tuple[str, ...]:
    """The spellings of which `usual` makes this one, itself included where it is usual."""
    others = [spelling for spelling, known in _WHOLE.items() if known == word]
    others += [word.replace(spelt, part) for part, spelt in _PARTS if spelt in word]
    return tuple(dict.fromkeys(spelling for spelling in (word, *others) if usual(spelling) == word))


def name_words(name: str) -> list[str]:
    """The words of a name in one spelling: أبي and أبا as أبو, عبد joined to the word behind it."""
    return usual_words(fold_name(name).split())


def usual_words(folded: list[str]) -> list[str]:
    """`name_words` of a name that is folded already."""
    words: list[str] = []
    for word in folded:
        known = usual(word)
        if words and words[-1] == ABD and known.startswith(ARTICLE):
            words[-1] += known
        elif known in KUNYA_CASES:
            words.append(KUNYA_CASES[0])
        elif known.startswith(KUNYA_CASES[0]) and len(known) >= KUNYA_JOINED_MIN:
            words += [KUNYA_CASES[0], known[len(KUNYA_CASES[0]) :]]
        else:
            words.append(_WHOLE.get(known, known))
    return words


def nominative(name: str) -> str:
    """A kunya as it is listed: أبي and أبا at the beginning become أبو; other names are returned as they are."""
    first, blank, rest = name.partition(" ")
    return f"أبو {rest}" if blank and fold_name(first) in KUNYA_CASES[1:] else name


def name_key(name: str) -> str:
    """What unlinked names are grouped by: ``~`` and the folded words in their usual spelling."""
    return "~" + " ".join(name_words(name))
