"""Verbs: the past tense is the stem of all their forms.

``verbs.txt`` lists past tenses, behind a colon imperfects that do not follow from the form (وصل:يصل). Verbs that are not
listed are proved by the lexicon: it must know both genders of the imperfect.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple

from fihrist.index.arabic.resources import entries, search_form

LIST: Final = "verbs.txt"

_ALEF: Final = "\N{ARABIC LETTER ALEF}"
_WAW: Final = "\N{ARABIC LETTER WAW}"
YEH: Final = "\N{ARABIC LETTER YEH}"
TEH: Final = "\N{ARABIC LETTER TEH}"
_NOON: Final = "\N{ARABIC LETTER NOON}"
_FORM_FOUR: Final = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
_FORM_TEN: Final = "است"
_WEAK: Final = _ALEF + _WAW + YEH

_SHORTENING: Final = TEH + _WAW + YEH
"""Endings before which a weak last letter is dropped begin so."""

_VOWELS: Final = frozenset((_ALEF, _WAW, YEH))
"""Endings that begin so keep the vowel of a hollow verb."""

PERSONS: Final = YEH + TEH + _NOON
"""What the imperfect begins with."""

_OBJECTS: Final = ("ه", "ها", "هم", "هما", "هن", "نا", "ني", "كم")
PAST_ENDINGS: Final = frozenset(
    ("", "ت", "وا", "تا", "ن", "نا", "تم", *_OBJECTS, *("ت" + o for o in _OBJECTS), *("و" + o for o in _OBJECTS))
)
IMPERFECT_ENDINGS: Final = frozenset(
    ("", "ون", "وا", "ان", "ن", "ا", *_OBJECTS, *("ون" + o for o in _OBJECTS), *("و" + o for o in _OBJECTS))
)


class Bodies(NamedTuple):
    """What stays of the listed verbs without person and ending → the verb, by what the ending begins with."""

    full: dict[str, str]
    before_ending: dict[str, str]
    """Of verbs that end in a weak letter, without it: اعط (أعطى) before ت and و."""
    before_object: dict[str, str]
    """Of those verbs, with alef: اعطا before a pronoun."""
    shortened: dict[str, str]
    """Of hollow verbs, without the vowel that falls before consonants: استطع (استطاع)."""

    def verb(self, body: str, ending: str) -> str | None:
        """The past tense of a form, when a verb has it."""
        found = self.full.get(body)
        if found is None and ending:
            found = (self.before_ending if ending[0] in _SHORTENING else self.before_object).get(body)
        if found is None and ending[:1] not in _VOWELS:
            found = self.shortened.get(body)
        return found

    def add(self, body: str, verb: str) -> None:
        """Enter what a verb looks like before its endings; the first verb of a form has it."""
        self.full.setdefault(body, verb)
        if body[-1] in _WEAK and len(body) > 2:
            self.before_ending.setdefault(body[:-1], verb)
            self.before_object.setdefault(body[:-1] + _ALEF, verb)


@cache
def paradigms() -> tuple[Bodies, Bodies]:
    """The listed verbs in the past, and in the imperfect without the letter of the person."""
    past, imperfect = Bodies({}, {}, {}, {}), Bodies({}, {}, {}, {})
    for entry in entries(LIST):
        spelt, _, irregular = entry.partition(":")
        verb = search_form(spelt)
        past.add(verb, verb)
        if len(verb) > 3 and verb[-2] == _ALEF:  # أشرنا (أشار)
            past.shortened.setdefault(verb[:-2] + verb[-1], verb)
        bodies = [search_form(one)[1:] for one in irregular.split(",")] if irregular else [regular_imperfect(spelt)]
        for body in bodies:
            imperfect.add(body, verb)
            if len(body) > 3 and body[-2] in _WEAK and verb[-2] == _ALEF:  # لم يستطع (استطاع)
                imperfect.shortened.setdefault(body[:-2] + body[-1], verb)
    return past, imperfect


def regular_imperfect(spelt: str) -> str:
    """The imperfect of a past tense without its first letter, in search form."""
    verb = search_form(spelt)
    if spelt.startswith((_FORM_FOUR, _FORM_TEN)):
        body = verb[1:]
        if len(body) > 2 and body[-2] == _ALEF:
            return body[:-2] + YEH + body[-1]
        return body
    return verb[1:] if verb[0] == _ALEF else verb
