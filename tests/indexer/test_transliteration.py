"""Amharic is spelt in Latin letters for a model that has no Ethiopic ones, and only for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from indexer.transliteration import transliterate


def spelt(text: str, *letters: str) -> str:
    """``text`` as a tokenizer reads it whose vocabulary has the ``letters``."""
    vocabulary = {letter: place for place, letter in enumerate(("[UNK]", *letters))}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    transliterate(tokenizer)
    return str(tokenizer.normalizer.normalize_str(text))


@pytest.mark.parametrize(
    ("amharic", "latin"),
    [
        ("ይህን ላጋራ?", "yehene laagaaraa?"),
        ("ፖስት፣ ላይክ።", "posete, laayeke."),
        ("ሠላም ሰላም", "salaame salaame"),  # two letters of one sound
        ("Like ማድረግ", "like maaderage"),
    ],
)
def test_syllables_are_spelt_by_their_sound(amharic: str, latin: str) -> None:
    assert spelt(amharic, "a", "b") == latin


def test_a_model_that_has_the_letters_reads_them() -> None:
    assert spelt("ይህን ላጋራ?", "a", "ይ", "##ህ", "##ን") == "ይህን ላጋራ?"


def test_a_model_that_reads_bytes_reads_them() -> None:
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    vocabulary = {letter: place for place, letter in enumerate(sorted(alphabet))}
    tokenizer = Tokenizer(models.BPE(vocabulary, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel()
    transliterate(tokenizer)
    assert tokenizer.normalizer is None


@given(st.text(alphabet=st.characters(max_codepoint=0x11FF, exclude_categories=("Cs",))))
def test_what_is_not_ethiopic_is_left_alone(text: str) -> None:
    assert spelt(text, "a") == str(normalizers.Lowercase().normalize_str(text))
