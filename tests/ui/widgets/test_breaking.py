"""Long names in narrow places."""

from desktop_app.ui.widgets.breaking import breakable


def test_a_long_name_may_break_anywhere_and_reads_the_same():
    name = "batch_0123456789abcdef0123456789abcdef.zip"

    broken = breakable(f"已保存 {name}")

    assert broken.count("\u200b") == len(name) - 1
    assert broken.replace("\u200b", "") == f"已保存 {name}"


def test_ordinary_words_are_left_alone():
    assert breakable("已保存 12 pictures, 衬衫 01.jpg") == "已保存 12 pictures, 衬衫 01.jpg"
