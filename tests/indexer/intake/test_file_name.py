"""Names from outside, and what they are stored under."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.intake import safe_name


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Directive v2.docx", "Directive v2.docx"),
        ("Директива №7.pdf", "Директива №7.pdf"),
        ("መመሪያ.docx", "መመሪያ.docx"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("/etc/cron.d/x.docx", "x.docx"),
        ("a\x00b.docx", "ab.docx"),
        ("invoice\u202excod.exe", "invoicexcod.exe"),
        ("con.docx", "_con.docx"),
        ("what?.pdf", "what_.pdf"),
        (".bashrc", "bashrc"),
        ("...", "directive"),
        ("", "directive"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_tricks(name: str, stored: str) -> None:
    assert safe_name(name) == stored


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    stored = safe_name(name)
    assert 0 < len(stored) <= 120
    assert not set(stored) & set('/\\:*?"<>|\0')
    assert stored.strip(".") == stored.strip(".") != ""
    assert safe_name(stored) == stored
