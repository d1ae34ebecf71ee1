"""LibreOffice and pandoc at work: tools that are not ours write the files that we read back."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

TEXT = "txt:Text (encoded):UTF8"
WITHOUT_SMART_QUOTES = "markdown-smart-example_lists"
_SECONDS = 180


def convert(files: Sequence[Path], to: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them in another format, in ``folder``."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        # A profile of its own, or two runs at once would wait for one another.
        profile_option = f"-env:UserInstallation=file://{profile}"
        command = [program, profile_option, "--headless", "--convert-to", to]
        run([*command, "--outdir", str(folder), *map(str, files)])
    return [folder / f"{file.stem}.{to.partition(':')[0]}" for file in files]


def pandoc(markdown: Path, to: Path, *options: str) -> Path:
    """A Markdown file as pandoc writes it, with the quotation marks left as they are."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed: apt-get install pandoc")
    to.parent.mkdir(parents=True, exist_ok=True)
    run([program, "-f", WITHOUT_SMART_QUOTES, str(markdown), "-o", str(to), *options])
    return to


def browser_pdf(page: Path, to: Path) -> Path:
    """A web page as Chromium prints it, with its own head and foot on every page."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
        run([program, *options, f"--print-to-pdf={to}", page.as_uri()])
    return to


def latex_pdf(markdown: Path, to: Path, *options: str) -> Path:
    """A Markdown file as LaTeX sets it: ligatures, broken words, no letter for a space."""
    if shutil.which("pdflatex") is None:
        pytest.skip("LaTeX is not installed: apt-get install texlive-latex-recommended lmodern")
    return pandoc(markdown, to, "--pdf-engine=pdflatex", *options)


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
