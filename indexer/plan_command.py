"""``attache index plan``: which comparison is wanted, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from indexer.bound import BoundSource
from indexer.plan import PlanError, Planner
from knowledge.revision.page import plan_page
from knowledge.revision.revision import REVISION, Revision
from knowledge.revision.terminal import PlanDrawing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options of the command say; sources win over the live snapshot."""

    snapshot: str | None = None
    against: str | None = None
    earlier: str | None = None
    later: str | None = None

    def check(self, sources: Sequence[Path]) -> None:
        """Raise ``PlanError`` where the options contradict each other."""
        if bool(self.earlier) != bool(self.later):
            raise PlanError(
                "--from and --to belong together",
                remedy='Name both versions: --from "MFA-SMD v1" --to "MFA-SMD v2".',
            )
        if sources and (self.snapshot or self.earlier):
            raise PlanError(
                "the plan is either of sources or of what a snapshot holds",
                remedy="Leave out the sources, or --snapshot, --from and --to.",
            )
        if self.earlier and self.against:
            raise PlanError(
                "--from already says what to compare with",
                remedy="Leave out --against; --snapshot names the snapshot that holds both.",
            )

    @property
    def of_sources(self) -> bool:
        """Whether sources are to be read for the plan."""
        return not (self.snapshot or self.earlier)

    def revision(self, planner: Planner, bound: Sequence[BoundSource]) -> Revision:
        """The comparison that is wanted."""
        if self.earlier and self.later:
            return planner.between(self.earlier, self.later, self.snapshot)
        if self.snapshot:
            return planner.staged(self.snapshot, self.against)
        return planner.incoming(bound, self.against)


def show(revision: Revision, out: Console, *, html: Path | None, as_json: bool) -> None:
    """Print the plan, as JSON where that is wanted, and write the page to mail around."""
    if html:
        try:
            html.write_text(plan_page(revision, made=datetime.now(UTC).date()), encoding="utf-8")
        except OSError as fault:
            raise PlanError(
                f"the page cannot be written to {html}: {fault.strerror}",
                remedy="Name a file in a folder that is there and that you may write to.",
            ) from fault
    if as_json:
        out.print(
            REVISION.dump_json(revision).decode(), markup=False, highlight=False, soft_wrap=True
        )
        return
    out.print(PlanDrawing(revision))
    if html:
        out.print(f"Written to {html}", highlight=False, markup=False)
