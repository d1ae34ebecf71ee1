"""All hostile files, the same in every run."""

from __future__ import annotations

from tests.indexer.intake.hostile import Hostile
from tests.indexer.intake.hostile_archives import archives
from tests.indexer.intake.hostile_office import office_files
from tests.indexer.intake.hostile_others import others, pages
from tests.indexer.intake.hostile_pdfs import pdfs


def hostile_files() -> list[Hostile]:
    """Archives, Office files, PDFs, web pages and the rest."""
    return [*archives(), *office_files(), *pdfs(), *pages(), *others()]
