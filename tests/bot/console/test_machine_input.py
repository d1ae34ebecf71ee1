import json

import pytest

from bot.console.machine import MachineInputError, read_question


@pytest.mark.parametrize("approved", [True, False, None])
def test_an_approval_is_given_as_true_or_false(approved: bool | None) -> None:
    line = json.dumps({"question": "May we block him?", "approved": approved})
    assert read_question(line).chosen.approved is approved


@pytest.mark.parametrize("approved", [1, 0, "yes"])
def test_an_approval_that_is_neither_is_refused(approved: object) -> None:
    line = json.dumps({"question": "May we block him?", "approved": approved})
    with pytest.raises(MachineInputError, match="true or false"):
        read_question(line)
