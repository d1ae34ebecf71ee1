"""The command line as its user meets it: a process of its own, its output and its exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def attache(*words: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", *words],
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1"} | environment,
    )


def test_an_answer_begins_with_the_verdict_and_quotes_the_clause(model_knowledge: Path) -> None:
    done = attache("ask", "--knowledge", str(model_knowledge), "May I like this post?")
    assert done.returncode == 0
    assert done.stdout.strip().startswith("? It depends on which account it is")
    assert "MFA-SMD v2 §23.1 · Article 23 Reactions · version 2, in force since" in done.stdout
    assert "MFA-SMD v2 §10." in done.stdout


def test_one_json_object_has_every_key_of_the_interface(model_knowledge: Path) -> None:
    done = attache(
        "ask", "--json", "--knowledge", str(model_knowledge), "How long are records kept?"
    )
    found = json.loads(done.stdout)
    assert set(found) == {
        "question", "outcome", "verdict", "situation", "quotes", "branches", "choices",
        "precedence", "compared", "nearest", "snapshot", "elapsed_ms",
    }  # fmt: skip
    assert found["outcome"] == "quoted"
    quote = found["quotes"][0]
    assert quote["number"] == "15.2"
    assert quote["digest"].startswith("sha256:")


def test_lines_are_answered_in_order_and_a_bad_line_is_told(model_knowledge: Path) -> None:
    lines = [
        '{"question": "May I follow a football club?", "account": "personal"}',
        "this is no JSON",
        '{"question": ""}',
        '{"question": "May I like it?", "account": "personal", "post": "Vote for our candidate!"}',
    ]
    done = attache(
        "ask", "--jsonl", "--knowledge", str(model_knowledge), given="\n".join(lines) + "\n"
    )
    outcomes = [json.loads(line)["outcome"] for line in done.stdout.splitlines()]
    assert outcomes == ["ruled", "refused", "refused", "ruled"]


def test_the_second_question_of_a_message_is_answered_beside_the_first(
    model_knowledge: Path,
) -> None:
    asked = "May I like the post of a party? And how long do we archive our own posts?"
    done = attache("ask", "--json", "--knowledge", str(model_knowledge), asked)
    found = json.loads(done.stdout)
    assert (found["question"], found["outcome"]) == (asked, "ruled")
    (other,) = found["also"]
    assert other["question"] == "And how long do we archive our own posts?"
    assert other["outcome"] == "quoted"
    assert other["quotes"][0]["number"].startswith("15.")


def test_countries_are_compared_for_a_machine_too(model_knowledge: Path) -> None:
    asked = "compare liking in Kenya and Egypt with us"
    done = attache("ask", "--json", "--knowledge", str(model_knowledge), asked)
    found = json.loads(done.stdout)
    assert found["compared"]["situation"]["account"] == "personal"
    texts = found["compared"]["texts"]
    assert [(one["jurisdiction"], one["against_home"]) for one in texts] == [
        ("Kenya", "silent"),
        ("Egypt", "alike"),
        ("home", "home"),
    ]
    assert [quote["verdict"] for quote in found["quotes"]] == ["forbidden", "forbidden"]


def test_search_gives_ranked_hits(model_knowledge: Path) -> None:
    done = attache(
        "search", "--jsonl", "--limit", "20", "--knowledge", str(model_knowledge),
        given='{"question": "password length"}\n',
    )  # fmt: skip
    hits = json.loads(done.stdout)["hits"]
    assert len(hits) == 20
    assert hits[0]["number"] == "36.1"
    assert set(hits[0]) == {"directive", "number", "id", "score"}


def test_what_no_clause_covers_has_an_exit_code_of_its_own(model_knowledge: Path) -> None:
    done = attache("ask", "--knowledge", str(model_knowledge), "What is the student visa fee?")
    assert done.returncode == 3
    assert "No clause was found that speaks to this" in done.stdout
    assert "Ask the desk" in done.stdout


def test_a_choice_is_taken_by_its_number_in_a_chat(model_knowledge: Path) -> None:
    done = attache(
        "chat", "--knowledge", str(model_knowledge), given="May I like this post?\n1\n\n"
    )
    assert done.returncode == 0
    second = done.stdout.split("›")[2]
    assert "Personal account" in second
    assert "Official account" not in second


def test_a_choice_holds_for_the_next_questions_of_a_chat(model_knowledge: Path) -> None:
    lines = [
        "May I like this post?",
        "1",
        "May I follow a political party?",
        "May the embassy's page like this post?",
        "May I like this post?",
    ]
    done = attache("chat", "--knowledge", str(model_knowledge), given="\n".join(lines) + "\n\n")
    assert done.returncode == 0
    _, _, _, followed, named, open_again, *_ = done.stdout.split("›")
    assert "on a personal account" in followed
    assert "fficial account" in named
    assert "ersonal account" not in named
    assert "It depends on which account it is" in open_again


def test_the_question_path_imports_no_torch(model_knowledge: Path) -> None:
    script = (
        "import sys\n"
        "sys.argv = ['attache', 'ask', '--knowledge', sys.argv[1], 'May I like this?']\n"
        "from bot.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers', 'telegram', 'slack_bolt'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(model_knowledge)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ask",), 2, "ask something"),
        (("ask", "--as-of", "yesterday", "x"), 2, "takes a day such as"),
        (("nonsense",), 2, "No such command"),
        (("ask", "--knowledge", "/nowhere", "x"), 1, "attache index build"),
        (("ask", "--config", "/nowhere.toml", "x"), 1, "there is no such file"),
    ],
)
def test_wrong_use_is_told_in_a_sentence_and_never_as_a_traceback(
    words: tuple[str, ...], code: int, told: str
) -> None:
    done = attache(*words)
    assert done.returncode == code
    assert told in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_an_unknown_setting_is_an_error_that_names_it(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[desk]\nadress = 'x'\n")
    done = attache("doctor", "--config", str(config))
    assert done.returncode == 1
    assert "desk.adress: is not a known key" in done.stderr


def test_a_setting_comes_from_the_environment(tmp_path: Path) -> None:
    done = attache("doctor", ATTACHE_KNOWLEDGE__DIRECTORY=str(tmp_path / "elsewhere"))
    assert done.returncode == 1
    assert "elsewhere" in done.stdout


def test_the_doctor_finds_a_built_snapshot_in_order(model_knowledge: Path) -> None:
    done = attache("doctor", "--knowledge", str(model_knowledge))
    assert done.returncode == 0
    assert "Every clause is a slice of its source." in done.stdout


def test_serving_without_tokens_names_both_and_the_cure(
    model_knowledge: Path, tmp_path: Path
) -> None:
    done = attache(
        "serve", "--knowledge", str(model_knowledge),
        ATTACHE_STORAGE__URL=f"sqlite:///{tmp_path}/attache.sqlite",
    )  # fmt: skip
    assert done.returncode == 1
    assert "no bot token for Slack" in done.stderr
    assert "ATTACHE_TELEGRAM__TOKEN" in done.stderr
    assert "went wrong" not in done.stderr
