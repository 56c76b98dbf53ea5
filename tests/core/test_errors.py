"""The tree of errors."""

import pickle

import pytest

from desktop_app.core.errors import CleanRackError, InvalidRequestError, PictureTimeoutError, all_kinds, by_slug

NAMED = [kind for kind in all_kinds() if "slug" in vars(kind)]


@pytest.mark.parametrize("kind", NAMED)
def test_a_slug_finds_its_own_class(kind: type[CleanRackError]) -> None:
    assert by_slug(kind.slug) is kind


def test_a_slug_of_a_newer_server_is_an_error_all_the_same() -> None:
    assert by_slug("from-the-future") is CleanRackError


def test_an_error_crosses_a_process_border_with_its_details() -> None:
    back = pickle.loads(pickle.dumps(PictureTimeoutError(seconds=60)))
    assert isinstance(back, PictureTimeoutError)
    assert back.details == {"seconds": 60}


def test_an_error_tells_its_kind_and_numbers_in_a_log() -> None:
    assert str(InvalidRequestError(reason="cursor")) == "invalid-request (reason=cursor)"
