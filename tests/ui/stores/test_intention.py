"""What a merchant means to submit."""

from desktop_app.core.errors import InsufficientQuotaError, ServerLostError
from desktop_app.ui.stores.intention import Intentions


def test_an_answer_that_got_lost_is_asked_for_again_under_the_same_key():
    intentions = Intentions()
    first = intentions.mean("basic_clean", ["a"], {"brightness": 1}, is_batch=False)

    intentions.hear(ServerLostError(reason="killed"))

    assert intentions.mean("basic_clean", ["a"], {"brightness": 1}, is_batch=False) == first
    assert intentions.mean("basic_clean", ["a"], {"brightness": 2}, is_batch=False).key != first.key


def test_a_refusal_ends_the_intention():
    intentions = Intentions()
    first = intentions.mean("basic_clean", ["a"], {}, is_batch=True)

    intentions.hear(InsufficientQuotaError(required=1, available=0, shortfall=1))

    assert intentions.mean("basic_clean", ["a"], {}, is_batch=True).key != first.key
