"""Keys, what they do, and their twins on the Arabic keyboard.

Under an Arabic layout the key marked ``n`` sends ى. Every letter key is therefore bound twice. The twins are those of
the "Arabic 101" layout; the keys of b and shift+g send two letters at once and are not used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from textual.binding import Binding

TWINS = {
    "q": "ض", "w": "ص", "e": "ث", "r": "ق", "t": "ف", "y": "غ", "u": "ع", "i": "ه", "o": "خ", "p": "ح", "[": "ج",
    "]": "د", "a": "ش", "s": "س", "d": "ي", "f": "ب", "g": "ل", "h": "ا", "j": "ت", "k": "ن", "l": "م", "z": "ئ",
    "x": "ء", "c": "ؤ", "v": "ر", "n": "ى", "m": "ة", "/": "ظ", "?": "؟", "N": "آ", "Y": "إ", "X": "ْ", "1": "١", "2": "٢", "3": "٣",
}  # fmt: skip
"""The letter that the same physical key sends under the Arabic layout."""
_NAMES = {
    "enter": "⏎", "escape": "Esc", "space": "␣", "tab": "Tab", "shift+tab": "⇧Tab", "up": "↑", "down": "↓",
    "pageup": "PgUp", "pagedown": "PgDn", "home": "Home", "end": "End", "backspace": "⌫", "minus": "-", "equals_sign": "=", "slash": "/",
    "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]", "ctrl+q": "^Q", "ctrl+c": "^C", "ctrl+z": "^Z",
}  # fmt: skip

_CHARACTERS = frozenset(
    ("space", "minus", "equals_sign", "slash", "question_mark", "left_square_bracket", "right_square_bracket")
)
"""Names of keys that type a character."""


@dataclass(frozen=True, slots=True)
class Key:
    """One or more keys that do the same, in a pane or everywhere."""

    keys: str
    """As Textual names them, comma between; single letters stand for themselves."""
    action: str
    label: str
    """What it does, in Arabic, in a word or two."""
    help: str
    """The same in English."""
    shown: bool = True
    """Whether the bar at the bottom names it."""

    @property
    def names(self) -> list[str]:
        """The keys as they are shown to the user, without twins."""
        return [
            _NAMES.get(key, key.upper() if key[:1] == "f" and key[1:].isdigit() else key) for key in _split(self.keys)
        ]

    @property
    def beside_text(self) -> Key | None:
        """What is left of it where characters are typed; None when it is bound to characters alone."""
        keys = [key for key in _split(self.keys) if len(key) > 1 and key not in _CHARACTERS]
        return replace(self, keys=",".join(keys)) if keys else None

    @property
    def twins(self) -> list[str]:
        """The letters that do the same under the Arabic layout."""
        return [TWINS[key] for key in map(_plain, _split(self.keys)) if key in TWINS]


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",")]


def _plain(key: str) -> str:
    return _NAMES[key] if key in {"slash", "question_mark", "left_square_bracket", "right_square_bracket"} else key


def bindings(keys: tuple[Key, ...]) -> list[Binding]:
    """Textual's bindings of some keys and their twins; the bar at the bottom is ours, so none is shown by Textual."""
    return [Binding(",".join([*_split(key.keys), *key.twins]), key.action, key.help, show=False) for key in keys]
