"""What an account's figures say."""

import pytest

from desktop_app.api.cloud_account import SyncState
from desktop_app.api.tasks import Place
from desktop_app.ui.stores.account_facts import (
    Remark,
    Rest,
    can_pause,
    can_sync,
    cloud_address,
    email_fits,
    remarks,
    rest,
    spendable,
)
from desktop_app.ui.stores.certificates import holds_certificate
from desktop_app.ui.stores.top_up_code import tidied
from tests.ui.signed_in import QUOTA, SIGNED_IN


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("cloud.example.com", "https://cloud.example.com"),
        (" https://cloud.example.com/ ", "https://cloud.example.com"),
        ("https://cloud.example.com:8443/rack", "https://cloud.example.com:8443/rack"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://cloud.example.com", None),
        ("ftp://cloud.example.com", None),
        ("https://user:secret@cloud.example.com", None),
        ("https://cloud.example.com:port", None),
        ("my cloud", None),
        ("", None),
    ],
)
def test_an_address_is_made_whole_and_a_password_goes_to_no_unsafe_one(typed: str, whole: str | None):
    assert cloud_address(typed) == whole


@pytest.mark.parametrize(
    ("typed", "fits"), [("li.na@shop.example", True), (" li@a.cn ", True), ("li.na", False), ("li@na", False)]
)
def test_an_email_is_judged_as_the_cloud_judges_it(typed: str, fits: bool):
    assert email_fits(typed) is fits


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("cr7kq2m4xp", "CR-7KQ2-M4XP"),
        ("CR-7KQ2-M4XP-9TWA-BCDE", "CR-7KQ2-M4XP-9TWA-BCDE"),
        (" cr 7kq2 m", "CR-7KQ2-M"),
        ("CR", "CR"),
        ("7kq2", "7KQ2"),
    ],
)
def test_a_code_is_shown_as_it_is_printed(typed: str, shown: str):
    assert tidied(typed) == shown


def test_the_most_pressing_comes_first_and_the_trial_has_nothing_to_say():
    told = {"state": SyncState.FROZEN, "refused_events": 1, "clock_off_seconds": 400, "session_only": True}
    pressing = SIGNED_IN.model_copy(update=told)

    assert remarks(pressing) == (Remark.FROZEN, Remark.REFUSED, Remark.CLOCK, Remark.SESSION_ONLY)
    assert remarks(SIGNED_IN) == ()
    assert remarks(pressing.model_copy(update={"account_id": None})) == ()


@pytest.mark.parametrize("state", SyncState)
def test_what_can_be_asked_of_sync_follows_its_state(state: SyncState):
    view = SIGNED_IN.model_copy(update={"state": state})

    in_step = {SyncState.SYNCED, SyncState.PENDING, SyncState.OFFLINE}
    assert can_sync(view) == (state in in_step)
    assert can_pause(view) == (state in in_step | {SyncState.SYNCING})


def test_what_a_run_can_take_depends_on_its_place_and_on_the_network():
    offline = QUOTA.model_copy(update={"spendable": QUOTA.on_this_computer})

    assert spendable(QUOTA, Place.LOCAL) == 450
    assert rest(QUOTA, Place.LOCAL) == Rest(on_others=30)
    assert (spendable(offline, Place.LOCAL), rest(offline, Place.LOCAL)) == (50, Rest(in_cloud=400, on_others=30))
    assert (spendable(QUOTA, Place.CLOUD), rest(QUOTA, Place.CLOUD)) == (400, Rest(here=50, on_others=30))


def test_a_file_without_a_certificate_is_not_trusted(tmp_path):
    (right := tmp_path / "公司.pem").write_text("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n")
    (wrong := tmp_path / "notes.txt").write_text("certificate")

    assert holds_certificate(right)
    assert not holds_certificate(wrong)
    assert not holds_certificate(tmp_path / "missing.pem")
