"""Real regulations saved as DOCX and PDF by LibreOffice, read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indexer.readers.clauses_of import clauses_of, cut_file
from tests.indexer.readers.office_suite import convert, pandoc

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
DOCUMENTS = [
    "us-5cfr2635-subpart-g-misuse-of-position",
    "us-hatch-act-social-media-qa",
    "us-osc-hatch-act-guidance-on-social-media-2018",
    "us-gsa-tts-18f-speaking-at-events",
]
LETTERS_AS_TYPED = "--from=markdown-smart-example_lists-fancy_lists"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.shared,
    pytest.mark.skipif(not CORPUS.is_dir(), reason="there is no ../shared/corpus here"),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each document as LibreOffice saves it, by name and format, beside the original."""
    folder = tmp_path_factory.mktemp("corpus")
    for name in DOCUMENTS:
        body = (CORPUS / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        (folder / f"{name}.md").write_text(body, encoding="utf-8")
        pandoc(folder / f"{name}.md", folder / f"{name}.odt", LETTERS_AS_TYPED)
    texts = [folder / f"{name}.odt" for name in DOCUMENTS]
    files = {path.name: path for path in folder.glob("*.md")}
    for suffix in ("docx", "pdf"):
        files |= {path.name: path for path in convert(texts, suffix, folder / "saved")}
    return files


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_saved_document_has_the_same_clauses(
    name: str, suffix: str, saved: dict[str, Path]
) -> None:
    assert clauses_of(saved[f"{name}.{suffix}"]) == clauses_of(saved[f"{name}.md"])


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_a_saved_document_is_covered(name: str, suffix: str, saved: dict[str, Path]) -> None:
    assert cut_file(saved[f"{name}.{suffix}"]).coverage.share >= 0.99
