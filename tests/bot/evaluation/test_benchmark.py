import json

import pytest

from bot.evaluation.benchmark import (
    BENCHMARKS,
    Asked,
    BenchmarkError,
    Ranked,
    mean_average_precision_at,
    recall_at,
)


def ranked(gold, *found):
    return Ranked(Asked("?", frozenset(gold)), found, 1.0)


def test_recall_counts_the_right_passages_among_the_first_ones():
    assert recall_at(2)([ranked("ab", "a", "x", "b"), ranked("c", "c")]) == 0.75


def test_average_precision_divides_by_all_right_passages():
    # a comes first (1/1), b third (2/3), c is never found: (1 + 2/3) / 3
    measure = mean_average_precision_at(10)
    assert measure([ranked("abc", "a", "x", "b")]) == pytest.approx(5 / 9)


def test_average_precision_is_cut_at_its_depth():
    assert mean_average_precision_at(2)([ranked("b", "x", "y", "b")]) == 0


def test_a_question_that_is_asked_twice_counts_once(tmp_path):
    lines = [
        {"question": "May I?", "scenario": "I am old.", "gold": "7"},
        {"question": "May I?", "scenario": "I am old.", "gold": "7"},
        {"question": "May I?", "scenario": "", "gold": "8"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    (tmp_path / "orsharc_dev.jsonl").write_text(text, encoding="utf-8")
    questions = BENCHMARKS["orsharc"].questions(tmp_path)
    assert [asked.text for asked in questions] == ["May I? I am old.", "May I?"]


def test_a_missing_set_names_the_file_and_the_cure(tmp_path):
    with pytest.raises(BenchmarkError, match=r"obliqa_corpus\.jsonl: there is no such file"):
        BENCHMARKS["obliqa"].corpus(tmp_path)
