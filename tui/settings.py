"""The user's choices, kept between runs: how each kind of terminal is fed, tashkeel, theme.

One JSON object in the user's configuration folder. A file that cannot be read or written is no reason to stop: the
choices then last for the run.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from platformdirs import user_config_path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user chose."""

    modes: Mapping[str, str] = field(default_factory=dict)
    """By the name of the terminal: ``visual``, ``logical`` or ``kitty``."""
    marks: bool | None = None
    """Whether tashkeel is shown; None leaves it to what the terminal can draw."""
    theme: str = ""
    asked: tuple[str, ...] = ()
    """Names of the terminals on which it was asked once whether Arabic looks right."""


def settings_path() -> Path:
    """Where the choices are kept."""
    return user_config_path("fihrist") / "tui.json"


def load_settings(path: Path | None = None) -> Settings:
    """The choices made so far; what is missing or has no meaning is left at its default."""
    try:
        stored = json.loads((path or settings_path()).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(stored, dict):
        return Settings()
    modes, marks, theme, asked = (stored.get(name) for name in ("modes", "marks", "theme", "asked"))
    return Settings(
        modes={str(name): str(mode) for name, mode in modes.items()} if isinstance(modes, dict) else {},
        marks=marks if isinstance(marks, bool) else None,
        theme=theme if isinstance(theme, str) else "",
        asked=tuple(str(name) for name in asked) if isinstance(asked, list) else (),
    )


def save_settings(settings: Settings, path: Path | None = None) -> bool:
    """Keep the choices; False when the folder cannot be written."""
    target = path or settings_path()
    content: dict[str, Any] = asdict(settings)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError:
        return False
    return True
