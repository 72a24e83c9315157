"""The times of the night, read out of the documents: whoever reads them with a pencil is right."""

from __future__ import annotations

import re

import pytest

from game.story.story import Story
from tests.stories import shipped

NIGHT_BEGINS = 22 * 60
"""Minutes after midnight from which an hour belongs to the evening before."""


@pytest.fixture(scope="module")
def story() -> Story:
    return shipped().story


def minutes(hour: str) -> int:
    """The minutes from the evening on: 22:31 comes before 00:58."""
    found = int(hour[:2]) * 60 + int(hour[3:5])
    return found - 24 * 60 if found >= NIGHT_BEGINS else found


def time_of(story: Story, evidence: str, pattern: str) -> tuple[int, ...]:
    """The times that a pattern finds in a document; it has to find its place."""
    document = story.evidence[evidence].document
    found = re.search(pattern, document)
    assert found, f"{evidence}: nothing like {pattern!r}"
    return tuple(minutes(hour) for hour in found.groups())


def test_the_order_of_the_night_stands_in_the_documents(story: Story) -> None:
    (two_in,) = time_of(story, "front_camera", r"(\d\d:\d\d) +2 in +resident, 6th floor")
    (music,) = time_of(story, "neighbour", r"(\d\d:\d\d) +music")
    (shouts,) = time_of(story, "neighbour", r"(\d\d:\d\d) +a man shouts")
    (music_stops,) = time_of(story, "neighbour", r"(\d\d:\d\d) +the music stops")
    (call,) = time_of(story, "phone_bill", r"Sat +(02:\d\d)")
    (man_comes,) = time_of(story, "rear_camera", r"(02:\d\d) +1 person")
    (man_goes,) = time_of(story, "rear_camera", r"(03:\d\d) +1 person")
    (she_goes,) = time_of(story, "front_camera", r"(\d\d:\d\d) +1 out +woman")
    (cleaner,) = time_of(story, "front_camera", r"(\d\d:\d\d) +1 in +cleaner")
    (sample,) = time_of(story, "clinic_register", r"0417 +Sat +(\d\d:\d\d)")
    order = [two_in, music, shouts, music_stops, call, man_comes, man_goes, she_goes, cleaner, sample]
    assert order == sorted(order)
    assert order == [minutes(hour) for hour in (
        "00:58", "01:05", "01:20", "01:55", "02:14", "02:47", "03:34", "03:41", "08:10", "08:30",
    )]  # fmt: skip


def test_he_was_dead_before_she_called_and_before_anybody_came(story: Story) -> None:
    _, dead_by = time_of(story, "post_mortem_2", r"between (\d\d:\d\d) and (\d\d:\d\d)")
    (call,) = time_of(story, "phone_bill", r"Sat +(02:\d\d)")
    (man_comes,) = time_of(story, "rear_camera", r"(02:\d\d) +1 person")
    assert dead_by < call < man_comes


def test_the_second_page_narrows_the_first(story: Story) -> None:
    wide = time_of(story, "post_mortem_1", r"between (\d\d:\d\d) and (\d\d:\d\d)")
    narrow = time_of(story, "post_mortem_2", r"between (\d\d:\d\d) and (\d\d:\d\d)")
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_the_dealer_was_elsewhere_all_night(story: Story) -> None:
    (arrival,) = time_of(story, "bash_alibi", r"(\d\d:\d\d) +arrival")
    (gone,) = time_of(story, "bash_alibi", r"(\d\d:\d\d) +discharged")
    (two_in,) = time_of(story, "front_camera", r"(\d\d:\d\d) +2 in +resident, 6th floor")
    (she_goes,) = time_of(story, "front_camera", r"(\d\d:\d\d) +1 out +woman")
    assert arrival < two_in
    assert she_goes < gone


def test_every_hour_of_the_casebook_stands_in_its_document(story: Story) -> None:
    """But for the witness across the street, who counts in words: five to three."""
    missing = [
        (name, hour)
        for name, evidence in story.evidence.items()
        for entry in evidence.times
        for hour in (entry.at, entry.until)
        if hour and hour not in evidence.document and (name, hour) != ("roof_witness", "02:55")
    ]
    assert missing == []
    assert "5 to" in story.evidence["roof_witness"].document


def test_no_year_is_named(story: Story) -> None:
    years = re.compile(r"\b(?:19|20)\d\d\b")
    assert [name for name, evidence in story.evidence.items() if years.search(evidence.document)] == []
