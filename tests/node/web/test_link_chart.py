"""The drawing of a chart of links: in columns by hop, no box on another, every tie a line."""

import re

from tests.node.web.traveller_scenes import LINKS, NO_LINKS

from tournai.node.web.link_chart import BOX, TALL, draw

NUMBERS = re.compile(r"-?\d+")


def test_columns_go_from_the_traveller_to_the_second_hop() -> None:
    columns = {box.hop: box.x for box in draw(LINKS).boxes if box.hop is not None}

    assert columns[0] < columns[1] < columns[2]


def test_no_box_lies_on_another() -> None:
    places = [(box.x, box.y) for box in draw(LINKS).boxes]
    overlaps = [
        (one, other)
        for number, one in enumerate(places)
        for other in places[number + 1 :]
        if abs(one[0] - other[0]) < BOX and abs(one[1] - other[1]) < TALL
    ]

    assert overlaps == []


def test_every_tie_is_a_line_within_the_drawing() -> None:
    drawing = draw(LINKS)
    numbers = [int(number) for line in drawing.lines for number in NUMBERS.findall(line.path)]

    assert len(drawing.lines) == len(LINKS.ties)
    assert 0 <= min(numbers) <= max(numbers) <= max(drawing.width, drawing.height)


def test_same_view_is_drawn_the_same() -> None:
    assert draw(LINKS) == draw(LINKS)


def test_traveller_without_links_is_drawn_alone() -> None:
    assert [box.hop for box in draw(NO_LINKS).boxes] == [0]


def test_long_label_is_cut_and_whole_in_its_title() -> None:
    box = next(box for box in draw(LINKS).boxes if box.title == "BRANDVOLD-REYES, ILSE MARGARETHA")

    assert box.label == "BRANDVOLD-REYES, ILSE M…"
