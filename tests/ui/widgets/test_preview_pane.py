"""The live preview, on a real server."""

import pytest
from PySide6.QtGui import QImage

from desktop_app.core.words import Language
from desktop_app.ui.widgets.compare_view import CompareMode
from desktop_app.ui.widgets.preview_pane import PreviewPane


@pytest.fixture
def pane(bench, qtbot):
    shown = PreviewPane(connection=bench.connection, speech=bench.speech, theme=bench.theme)
    qtbot.addWidget(shown)
    shown.resize(360, 320)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


@pytest.fixture
def uploaded(bench, qtbot, photos):
    """Ids of two uploads."""
    ids = []
    for photo in photos(2):
        bench.connection.ask(
            bench, lambda server, photo=photo: server.upload(photo, photo.name), done=lambda view: ids.append(view.id)
        )
    qtbot.waitUntil(lambda: len(ids) == 2, timeout=20_000)
    return ids


def settled(pane, qtbot):
    qtbot.waitUntil(lambda: not pane.previewer.is_busy and pane.previewer.before is not None, timeout=20_000)


def brightness(image: QImage) -> float:
    small = image.scaled(1, 1)
    return small.pixelColor(0, 0).lightnessF()


def test_a_photo_is_shown_before_and_after_at_once_and_costs_nothing(pane, bench, qtbot, uploaded):
    pane.show("basic_clean", uploaded[0], {"frame": "square"})
    settled(pane, qtbot)
    before, after = pane.previewer.before, pane.previewer.after
    assert before.width() != before.height()
    assert after.width() == after.height()
    bench.wallet.refresh()
    assert bench.wallet.quota.balance == 100


def test_the_newest_wish_wins_and_few_are_asked(pane, bench, qtbot, uploaded, monkeypatch):
    from desktop_app.client.server import ServerClient

    asked = []
    real = ServerClient.preview

    async def counted(self, request):
        asked.append(request.input_data["brightness"])
        return await real(self, request)

    monkeypatch.setattr(ServerClient, "preview", counted)
    for value in range(-60, 61, 4):
        pane.show("basic_clean", uploaded[0], {"brightness": value})
        qtbot.wait(5)
    settled(pane, qtbot)
    assert asked[-1] == 60
    assert len(asked) <= 3
    newest = brightness(pane.previewer.after)
    pane.show("basic_clean", uploaded[0], {"brightness": -60})
    settled(pane, qtbot)
    assert newest > brightness(pane.previewer.after) + 0.1


def test_an_answer_for_another_photo_is_not_shown(pane, qtbot, uploaded):
    pane.show("basic_clean", uploaded[0], {})
    settled(pane, qtbot)
    first = pane.previewer.after
    pane.show("basic_clean", uploaded[1], {})
    qtbot.wait(1)
    pane.show("basic_clean", uploaded[0], {})
    pane.show("basic_clean", uploaded[1], {})
    settled(pane, qtbot)
    assert pane.previewer.after != first
    pane.show("basic_clean", uploaded[0], {})
    settled(pane, qtbot)
    assert pane.previewer.after == first


def test_no_photo_and_a_photo_that_is_gone_are_said_calmly(pane, bench, qtbot):
    assert "选择一张图片" in pane.view.accessibleDescription()
    pane.show("basic_clean", "gone", {})
    qtbot.waitUntil(lambda: not pane.previewer.is_busy, timeout=20_000)
    assert "找不到" in pane.stage.trouble
    bench.speech.choose(Language.ENGLISH)
    qtbot.waitUntil(lambda: "no such photo" in pane.stage.trouble)
    pane.show("basic_clean", None, {})
    assert pane.stage.trouble == ""


def test_a_flat_pane_shows_both_beside_each_other_unless_somebody_chose(pane, qtbot, uploaded):
    pane.resize(500, 240)
    pane.show("basic_clean", uploaded[0], {})
    settled(pane, qtbot)
    assert pane.view.mode is CompareMode.SIDE_BY_SIDE
    pane.resize(360, 500)
    qtbot.waitUntil(lambda: pane.view.mode is CompareMode.SPLIT)
    pane.view.set_mode(CompareMode.SINGLE)
    pane.resize(500, 240)
    qtbot.wait(20)
    assert pane.view.mode is CompareMode.SINGLE


def test_the_large_preview_follows_the_parameters(pane, qtbot, uploaded):
    pane.show("basic_clean", uploaded[0], {})
    settled(pane, qtbot)
    dialog = pane.enlarge()
    assert pane.enlarge() is dialog
    pane.show("basic_clean", uploaded[0], {"frame": "square"})
    settled(pane, qtbot)
    assert dialog.view.stage().width() == dialog.view.stage().height()
    dialog.close()
