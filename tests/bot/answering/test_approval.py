import pytest

from bot.answering.approval import told_approval


@pytest.mark.parametrize(
    "text",
    [
        "PDD said yes this morning, embassy page?",
        "The Spokesperson signed off on my talk last week. OK to sit down with them?",
        "PDD cleared our tweet beforehand. We can send it then?",
        "PDD agreed in writing that we block the spammer. Go?",
        "on the consulate page, with PDD's ok in writing?",
        "PDD sent its guidance; with the directorate's guidance, may we correct it?",
        "The wording was approved by PDD yesterday.",
        "We got the go-ahead from the directorate.",
        "La PDD a validé le texte, on publie ?",
        "Avec l'accord du porte-parole, puis-je parler à la radio ?",
        "የሕዝብ ዲፕሎማሲ ዳይሬክቶሬት ፈቅዷል፤ እንለጥፈው?",
    ],
)
def test_an_approval_is_told_in_many_ways(text: str) -> None:
    assert told_approval(text) is True


@pytest.mark.parametrize(
    "text",
    [
        "I spoke to the radio without asking the Spokesperson.",
        "The Spokesperson has not approved yet.",
        "We blocked him, nobody asked PDD.",
        "There is no written approval.",
        "J'ai parlé à la presse sans l'accord du porte-parole.",
        "La PDD n'a pas encore validé le texte.",
        "ዳይሬክቶሬቱ ሳይፈቅድ ለጠፍነው።",
    ],
)
def test_a_lack_of_approval_is_told(text: str) -> None:
    assert told_approval(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "May I give an interview?",
        "Who approves an interview?",
        "Do I need the approval of the Spokesperson?",
        "Is it enough to ask the ambassador?",
        "How long does an approval take?",
    ],
)
def test_a_question_about_approval_tells_of_none(text: str) -> None:
    assert told_approval(text) is None
