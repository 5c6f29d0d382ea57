"""Verbs: the past tense is the stem of all their forms.

``verbs.txt`` lists past tenses, behind a colon imperfects that do not follow from the form (وصل:يصل). Verbs that are not
listed are proved by the lexicon: it must know both genders of the imperfect.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from fihrist.index.arabic.resources import entries, search_form

LIST: Final = "verbs.txt"

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_WAW: Final = "\N{ARABIC LETTER WAW}"
_YEH: Final = "\N{ARABIC LETTER YEH}"
_TEH: Final = "\N{ARABIC LETTER TEH}"
_NOON: Final = "\N{ARABIC LETTER NOON}"
_FORM_FOUR: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_FORM_TEN: Final = "است"
_WEAK: Final = _ALEF + _WAW + _YEH

PERSONS: Final = _YEH + _TEH + _NOON
"""What the imperfect begins with."""

_OBJECTS: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "كم")
PAST_ENDINGS: Final = frozenset(
    ("", "ت", "وا", "تا", "ن", "نا", "تم", *_OBJECTS, *("ت" + o for o in _OBJECTS), *("و" + o for o in _OBJECTS))
)
IMPERFECT_ENDINGS: Final = frozenset(
    ("", "ون", "وا", "ان", "ن", "ا", "ين", *_OBJECTS, *("ون" + o for o in _OBJECTS), *("و" + o for o in _OBJECTS))
)


@cache
def paradigms() -> tuple[dict[str, str], dict[str, str]]:
    """What stays of the listed verbs without the endings: of the past, and of the imperfect without the person."""
    past: dict[str, str] = {}
    imperfect: dict[str, str] = {}
    for entry in entries(LIST):
        spelt, _, irregular = entry.partition(":")
        verb = search_form(spelt)
        for body in past_bodies(verb):
            past.setdefault(body, verb)
        bodies = [search_form(one)[1:] for one in irregular.split(",")] if irregular else [regular_imperfect(spelt)]
        for body in (form for one in bodies for form in imperfect_bodies(one)):
            imperfect.setdefault(body, verb)
    return past, imperfect


def past_bodies(verb: str) -> tuple[str, ...]:
    """اعطي (أعطى), which is اعط before ت and اعطا before a pronoun."""
    if verb[-1] == _YEH or (verb[-1] == _ALEF and len(verb) == 3):
        return verb, verb[:-1], verb[:-1] + _ALEF
    return (verb,)


def imperfect_bodies(body: str) -> tuple[str, ...]:
    """عطي (يعطي), which is عط before ون; ستطيع, which is ستطع in the jussive."""
    if body[-1] in _WAW + _YEH and len(body) > 2:
        return body, body[:-1], body[:-1] + _ALEF
    if len(body) > 3 and body[-2] in _WEAK and body[-3] != _ALEF:
        return body, body[:-2] + body[-1]
    return (body,)


def regular_imperfect(spelt: str) -> str:
    """The imperfect of a past tense without its first letter, in search form."""
    verb = search_form(spelt)
    if spelt.startswith((_FORM_FOUR, _FORM_TEN)):
        body = verb[1:]
        if len(body) > 2 and body[-2] == _ALEF:
            return body[:-2] + _YEH + body[-1]
        return body
    return verb[1:] if verb[0] == _ALEF else verb
