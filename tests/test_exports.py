"""The public names of the package."""

from __future__ import annotations

import fihrist
from fihrist import errors


def test_all_is_sorted_and_every_name_is_there() -> None:
    assert fihrist.__all__ == sorted(fihrist.__all__)
    for name in fihrist.__all__:
        assert getattr(fihrist, name) is not None


def test_errors_have_one_base_and_are_drawn_in_the_tree() -> None:
    classes = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert len(classes) > 5
    for error in classes:
        assert issubclass(error, fihrist.FihristError)
        assert error.__name__ in (errors.__doc__ or "")
