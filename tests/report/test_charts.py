"""Charts as SVG: round numbers, mathematics in words, labels that keep clear of each other and stay inside."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree as Tree

import pytest

from duality.report.charts.lettering import html, runs, width
from duality.report.charts.look import DARK, LIGHT, PAGE
from duality.report.charts.marks import Arrow, Regions, Shade, Words
from duality.report.charts.placing import Box, Crowd, placed
from duality.report.charts.plane import Chart, Plane, Slide, single
from duality.report.charts.renaming import lettering
from duality.report.charts.svg import chart_svg, panel_svg
from duality.report.charts.ticks import ticks
from duality.report.notation import BOYD, LIHANG

PLANE = Plane("t", "theta_D", (0.0, 1.0), (-1.0, 1.0))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("theta_D(α)", "<i>θ</i><sub>D</sub>(<i>α</i>)"),
        ("x[1]^2 + 2*y", "<i>x</i><sub>1</sub><sup>2</sup> + 2·<i>y</i>"),
        ("alpha_budget and my_row", "<i>α</i><sub>budget</sub> and my_row"),
        ("p* or d*, u = -x - 1", "<i>p</i>* or <i>d</i>*, <i>u</i> = −<i>x</i> − 1"),
        ("row1, row10, low[10] and two_12", "row1, row10, low<sub>10</sub> and two<sub>12</sub>"),
        ("A", "<i>A</i>"),
        ("A: a line; B: another", "<i>A</i>: a line; <i>B</i>: another"),
        ("try it with --set r=2", "try it with --set <i>r</i>=2"),
        ("a max-cut problem's line", "a max-cut problem&#x27;s line"),
        ("<b> & exp(x)", "&lt;b&gt; &amp; exp(<i>x</i>)".replace("&lt;b&gt;", "&lt;<i>b</i>&gt;")),
    ],
)
def test_words_are_typeset(text: str, shown: str) -> None:
    assert html(text) == shown


def test_a_text_keeps_its_words_whatever_is_typeset() -> None:
    text = "every bound lies below p*; the gap is p* - d*"
    assert "".join(run.text for run in runs(text)) == text.replace(" - ", " − ")
    assert width("wide text") > width("text") > 0


@pytest.mark.parametrize(
    ("low", "high", "names"),
    [
        (0.0, 1.0, ["0", "0.25", "0.50", "0.75", "1.00"]),
        (-3.0, 5.0, ["−2", "0", "2", "4"]),
        (0.0, 18e6, ["0", "0.5·10^7", "1.0·10^7", "1.5·10^7"]),
        (1.0, 1.0, []),
    ],
)
def test_the_numbers_of_an_axis_are_round(low: float, high: float, names: list[str]) -> None:
    assert [name for _, name in ticks(low, high, 4)] == names


def test_an_axis_of_rounds_has_whole_numbers() -> None:
    assert [name for _, name in ticks(-0.2, 3.2, 9, whole=True)] == ["0", "1", "2", "3"]


def test_labels_do_not_overlap_and_stay_in_the_frame() -> None:
    frame = Box(0, 0, 300, 200)
    words = [(Words(0, 0, f"p* = {k} (exact)", "ink", dx=5), 290.0, 100.0 + k) for k in range(5)]
    done = placed(words, frame, Crowd(), 14)
    boxes = [one.box for one in done]
    assert len(boxes) == 5
    for k, box in enumerate(boxes):
        assert box.left >= 0 and box.top >= 0 and box.right <= 300 and box.bottom <= 200
        assert all(box.overlap(other) == 0 for other in boxes[:k])


def test_words_far_from_what_they_name_are_led_to_it() -> None:
    frame = Box(0, 0, 300, 200)
    crowd = Crowd()
    crowd.add_line([(0, y) for y in (40.0, 60.0)])
    for y in range(60, 140, 6):
        crowd.add_line([(0, y), (300, y)], weight=9)
    (near,) = placed([(Words(0, 0, "near", "ink", dx=5), 150.0, 20.0)], frame, crowd, 14)
    (far,) = placed([(Words(0, 0, "far", "ink", dx=5), 150.0, 100.0)], frame, crowd, 14)
    assert near.leader is None
    assert far.leader is not None
    x, y, x2, y2 = far.leader
    assert abs(x - 150) <= 8 and abs(y - 100) <= 8
    assert far.box.left <= x2 <= far.box.right and far.box.top <= y2 <= far.box.bottom


def test_a_spare_label_without_room_is_left_out() -> None:
    frame = Box(0, 0, 60, 20)
    words = [(Words(0, 0, "first one", "ink"), 5.0, 10.0), (Words(0, 0, "second", "ink", spare=True), 5.0, 10.0)]
    assert [one.words.text for one in placed(words, frame, Crowd(), 14)] == ["first one"]


def a_chart() -> Chart:
    marks = [
        Shade((0, 1, -1, 1), ((0.0, 0.5), (0.5, 1.0)), at=0),
        Regions((((0.1, 0.1), (0.9, 0.1), (0.5, 0.9)),), "orange"),
        PLANE.line([(0, 0), (1, 1e9)], "blue", proved=False),
        Arrow((0.5, 0.0), (0.2, 0.3), "ink"),
        PLANE.dot(0.5, 0.5, "red", at=0),
        PLANE.dot(0.5, 0.5, "red", at=1),
        PLANE.dots([(2.0, 2.0)], "blue"),
        PLANE.words(0.5, 0.5, "<p*> & theta_D", "ink"),
    ]
    slide = Slide("t", ("t", "θ_D"), (("0", "1"), ("1", "2")), 1)
    return Chart("A title <&>", single("", PLANE, marks).panels, slide)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_a_chart_is_well_formed_and_shows_the_best_place(look) -> None:
    shown = chart_svg(a_chart(), look)
    root = Tree.fromstring(shown)
    words = "".join(root.itertext())
    assert "A title <&>" in words and "t = 1" in words and "<p*> & θ" in words
    assert 'data-at="1"' in shown and 'data-at="0"' not in shown
    assert look.paper in shown and "var(" not in shown
    # What is far outside is cut off, and nothing is drawn at huge coordinates.
    assert max(abs(float(number)) for number in re.findall(r"-?\d+\.\d+", shown)) < 20_000


def test_on_a_page_every_place_is_there_and_one_is_seen() -> None:
    (panel,) = a_chart().panels
    shown = panel_svg(panel, PAGE, str, 1)
    Tree.fromstring(shown)
    assert shown.count('style="display:none"') == 2
    assert "var(--blue)" in shown


def test_letters_follow_the_notation_except_where_the_problem_uses_them() -> None:
    renamed = lettering(BOYD, ("x", "beta_1"))
    assert renamed("θ_D(t·α*) and alpha_budget, alphabet") == "g(t·λ*) and lambda_budget, alphabet"
    assert renamed("β(h), beta_h") == "ν(h), beta_h"
    assert lettering(LIHANG, ())("α") == "α"


@pytest.mark.parametrize("far", [1e3, 1e9])
@pytest.mark.parametrize("slope", [1.0, -3.0, 200.0])
def test_a_line_that_leaves_the_picture_keeps_its_slope(far: float, slope: float) -> None:
    """What lies far above or below is cut off where the line gets there."""
    for points in ([(0.5, 0.0), (0.5 + far, slope * far)], [(0.5 - far, -slope * far), (0.5 + far, slope * far)]):
        ((part,),) = [PLANE.lines([points], "ink").parts]
        (a, b), (c, d) = part
        assert (d - b) / (c - a) == pytest.approx(slope, rel=1e-6)
        assert max(abs(b), abs(d)) < 100


def test_a_line_with_infinite_ends_falls_beside_them() -> None:
    (part,) = PLANE.lines([[(0.0, -math.inf), (0.5, 0.0), (1.0, math.inf)]], "ink").parts
    assert [x for x, _ in part] == [0.0, 0.5, 1.0]
    assert part[0][1] < -2 < 2 < part[-1][1] < 100
