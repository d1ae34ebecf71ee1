import pytest

from bot.answering.kinds import QuestionKind, kind_of


@pytest.mark.parametrize(
    "asked",
    [
        "diaspora online session how often",
        "book approval how long before",
        "national day message template",
    ],
)
def test_a_measure_is_asked_for_wherever_it_stands(asked: str) -> None:
    assert kind_of(asked) is QuestionKind.INFORMATION


@pytest.mark.parametrize("asked", ["May I like this?", "may we do it often", "is that how it is"])
def test_a_question_whether_something_is_allowed_is_none(asked: str) -> None:
    assert kind_of(asked) is QuestionKind.MAY
