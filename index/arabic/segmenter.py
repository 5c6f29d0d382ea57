"""Tashaphyne with our affixes: it proposes where the clitics of a word may end and its ending begin."""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import LazyLoader, find_spec, module_from_spec
from typing import TYPE_CHECKING, Final

from fihrist.index.arabic import affixes

if TYPE_CHECKING:
    from tashaphyne.stemming import ArabicLightStemmer

_UNUSED: Final = ("arabicstopwords", "verb_stamp_const")
"""Large tables of Tashaphyne's that looking up affixes needs none of; loading them takes as long as NumPy does."""


@cache
def segmenter() -> ArabicLightStemmer:
    """Tashaphyne with our affixes; looking affixes up only reads its trees, so that threads may share it."""
    for name in _UNUSED:
        _put_off(name)
    from tashaphyne.stemming import ArabicLightStemmer

    stemmer = ArabicLightStemmer()
    stemmer.set_prefix_list(affixes.PREFIXES)
    stemmer.set_suffix_list(affixes.SUFFIXES)
    return stemmer


def _put_off(name: str) -> None:
    """Have a module of Tashaphyne load when something of it is first asked for."""
    import tashaphyne

    spec = find_spec(f"tashaphyne.{name}")
    if spec is None or spec.loader is None or spec.name in sys.modules:
        return
    spec.loader = LazyLoader(spec.loader)
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    setattr(tashaphyne, name, module)  # else `from . import` asks the module whether it is loaded, which loads it
    spec.loader.exec_module(module)
