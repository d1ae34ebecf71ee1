"""``attache matrix`` and ``attache compare``: what holds for each act, and in each country."""

from __future__ import annotations

from bot.answering.engine import UnknownNameError
from tests.bot.console.conftest import Attache


def test_the_matrix_has_a_row_for_each_act_and_a_column_for_each_account(attache: Attache) -> None:
    done = attache("matrix")
    assert done.exit_code == 0
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["personal", "account", "official", "account"]
    assert [line[1:20].strip() for line in lines] == [
        "view", "follow", "like", "share", "share with comment", "comment", "post", "message",
    ]  # fmt: skip
    like = next(line for line in lines if line.startswith(" like"))
    assert like.split() == ["like", "✕", "forbidden", "§23.1", "✕", "forbidden", "§10.3(a)"]


def test_the_matrix_is_of_one_account_and_topic_where_they_are_named(attache: Attache) -> None:
    done = attache("matrix", "--account", "personal", "--topic", "family")
    assert "official" not in done.stdout
    assert "✓ permitted §23.5" in done.stdout
    assert "§23.1" not in done.stdout


def test_a_day_without_any_directive_leaves_the_matrix_empty(attache: Attache) -> None:
    done = attache("matrix", "--as-of", "1990-01-01")
    assert done.exit_code == 0
    assert "§" not in done.stdout


def test_a_comparison_begins_at_home_and_names_countries_that_are_silent(attache: Attache) -> None:
    done = attache("compare", "like")
    assert done.exit_code == 0
    home, *others = (line for line in done.stdout.splitlines() if line[:1].isalpha())
    assert home.split()[:4] == ["home", "–", "✕", "forbidden"]
    found = {line.split()[0]: line.split()[1] for line in others}
    assert found == {"Canada": "silent", "Egypt": "alike", "Kenya": "silent"}
    assert "Egyptian diplomats may not click like" in done.stdout
    assert "MFA-SMD v2 §23.1" in done.stdout


def test_an_act_goes_by_other_words_and_one_that_is_none_is_refused(attache: Attache) -> None:
    assert attache("compare", "retweeting").stdout == attache("compare", "share").stdout
    refused = attache("compare", "frobnicate").exception
    assert isinstance(refused, UnknownNameError)
    assert str(refused) == "'frobnicate' names no action that is known"
    assert "share" in refused.remedy
