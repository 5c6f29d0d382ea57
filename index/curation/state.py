"""What the users of an archive did, and what it amounts to."""

from __future__ import annotations

from fihrist.index.entities.gazetteer import default_gazetteer
from fihrist.index.entities.user_decisions import Decisions, Performed, in_force, replay
from fihrist.index.entities.user_steps import step_from
from fihrist.index.records import Records


def performed(records: Records) -> list[Performed]:
    """All operations of an archive with their steps, oldest first."""
    return [
        Performed(row.number, row.kind, row.undoes, [step_from(data) for data in records.steps(row.number)])
        for row in records.operations()
    ]


def current(records: Records) -> Decisions:
    """What the decisions of an archive's users amount to."""
    return replay(default_gazetteer(), in_force(performed(records)))[0]
