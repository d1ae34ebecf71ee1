from xml.etree import ElementTree

from bot.answering.answer import NotCovered, Quoted
from bot.answering.question import Question
from bot.evaluation.curve import Point, Tried, curve
from bot.evaluation.curve_chart import write_curve
from bot.evaluation.golden import Golden, Marked
from knowledge.situation import Situation

QUESTION = Question("May I?")
SILENT = NotCovered(QUESTION, Situation(), (), "snapshot")
ANSWERED = Quoted(QUESTION, Situation(), (), "snapshot")


def tried(confidence, outcome):
    golden = Golden("q", QUESTION, outcome, None, "D", None, ("1",), frozenset(), held_out=False)
    return Tried(confidence, Marked(golden, ANSWERED, 0.0), Marked(golden, SILENT, 0.0))


def test_a_higher_threshold_answers_fewer_and_keeps_silent_on_what_nothing_covers():
    questions = [tried(0.2, "not_covered"), tried(0.6, "quoted")]
    low, middle, high = curve(questions, (0.1, 0.5, 0.9))
    assert (low.answered, low.uncovered_answered) == (1, 1)
    assert (middle.answered, middle.uncovered_answered) == (0.5, 0)
    assert high.answered == 0


def test_an_answer_without_the_right_clause_is_wrong():
    (point,) = curve([tried(0.6, "quoted")], (0.5,))
    assert point.wrong == 1


def test_the_drawing_has_a_line_for_each_part_and_no_script(tmp_path):
    points = (Point(0.1, 0.9, 0.2, 0.5), Point(0.5, 0.5, 0.1, 0.0))
    write_curve([("tuned", points), ("held out", points)], tmp_path / "curve.svg")
    drawn = (tmp_path / "curve.svg").read_text()
    ElementTree.fromstring(drawn)
    assert "tuned" in drawn
    assert "held out" in drawn
    assert "https://" not in drawn
