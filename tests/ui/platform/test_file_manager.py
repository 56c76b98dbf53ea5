"""How each system is asked to show a file."""

from pathlib import Path

from desktop_app.ui.platform.file_manager import command_to_show


def test_each_system_picks_the_file_out():
    file = Path("/商品/衬衫 1.jpg")

    assert command_to_show(file, "win32")[:2] == ["explorer.exe", "/select,"]
    assert command_to_show(file, "darwin") == ["open", "-R", str(file)]
    assert any("%E8%A1%AC%E8%A1%AB%201.jpg" in part for part in command_to_show(file, "linux")) or (
        command_to_show(file, "linux") == []
    )
