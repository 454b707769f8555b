"""Recordings: each sentence has its own, a changed one never an old one, and what lacks one stops the start by name."""

from __future__ import annotations

import io
import json
import random
import shutil
import wave
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from support.command_line import run
from support.phone_line import LINE, planted
from support.phone_menu import PHONES

from forms_app.phone.answering import machine_voice, sounds
from forms_app.phone.line import check
from forms_app.phone.said.figures import Code, Count, Day, Figure, Money, Time
from forms_app.phone.said.sentences import fill

SPEAKERS = ("espeak-ng", "sox")


def sound(rate: int = sounds.RATE, frames: int = 8) -> bytes:
    into = io.BytesIO()
    with wave.open(into, "wb") as written:
        written.setparams((1, 2, rate, 0, "NONE", ""))
        written.writeframes(b"\0\0" * frames)
    return into.getvalue()


def recorded(folder: Path) -> Path:
    """A folder in which nothing is missing."""
    sounds.write_manifest(LINE, folder)
    for one in sounds.recordings(LINE):
        one.path(folder).write_bytes(SOUND)
    return folder


SOUND = sound()
PROMPT = next(one for one in sounds.recordings(LINE) if one.at == "prompts: main_menu" and one.language == "es")


def test_a_changed_sentence_has_another_recording() -> None:
    assert sounds.name_of("For payments, press 1.", "en") != sounds.name_of("For payments, press 2.", "en")
    assert sounds.name_of("no", "en") != sounds.name_of("no", "es")


def test_a_sentence_without_its_recording_stops_the_start_and_names_file_line_and_place(tmp_path: Path) -> None:
    sounds.expect(LINE, recorded(tmp_path))
    PROMPT.path(tmp_path).unlink()
    with pytest.raises(sounds.NoSound, match=r"phone_line.yaml:\d+: prompts: main_menu: no recording of “Para sus pag"):
        sounds.expect(LINE, tmp_path)


def test_a_sentence_that_was_changed_is_missing_until_it_is_recorded(tmp_path: Path) -> None:
    changed = check.ready(planted(tmp_path, "Para sus pagos, oprima 1.", "Para pagos, oprima 1."), PHONES)
    with pytest.raises(sounds.NoSound, match="prompts: main_menu: no recording .* 1 are missing"):
        sounds.expect(changed, recorded(tmp_path / "sounds"))


@pytest.mark.parametrize("held", [b"", b"RIFF", sound(rate=44_100), sound(frames=0)])
def test_a_file_that_no_telephone_plays_stops_the_start(tmp_path: Path, held: bytes) -> None:
    PROMPT.path(recorded(tmp_path)).write_bytes(held)
    with pytest.raises(sounds.NoSound, match="prompts: main_menu: this is not a WAV file of 8,000 samples"):
        sounds.expect(LINE, tmp_path)


def figures() -> list[Figure]:
    """Any money, day, time, code and count that a case can have."""
    drawn, first = random.Random(7), date(1990, 1, 1)  # noqa: S311 - which ones is no secret
    money: list[Figure] = [Money(drawn.randrange(-100, 10 ** drawn.randrange(1, 11))) for _ in range(2_000)]
    money += [Money(cents) for cents in (0, 1, 100, 101, 2_100, 3_121, 10_000, 100_100, 2_100_000, 100_000_000)]
    days: list[Figure] = [Day(first + timedelta(days=drawn.randrange(30_000))) for _ in range(1_000)]
    times: list[Figure] = [Time(time(hour, minute)) for hour in range(24) for minute in range(60)]
    return [*money, *days, *times, Code("866-901-3212"), *map(Count, range(100))]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_word_of_every_figure_has_its_recording(language: str) -> None:
    listed = {one.words for one in sounds.recordings(LINE) if one.language == language}
    for figure in figures():
        assert set(fill("{it}", language, it=figure).clips) <= listed, figure.words(language)


def test_what_is_to_be_recorded_is_listed_also_where_nothing_can_speak_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    code, said = run(tmp_path, "phone", "sounds", str(tmp_path / "sounds"))

    assert code == 1 and "install espeak-ng and sox" in said and "make sounds STUDIO=folder" in said
    listed = json.loads((tmp_path / "sounds" / sounds.MANIFEST).read_text("utf-8"))
    assert listed == sounds.manifest(LINE) and listed["es"][PROMPT.name]["at"] == "prompts: main_menu"


def speakers(folder: Path, ends_with: int = 0) -> str:
    """Two programs that speak at once: each writes the same sound to where it is told, and its words beside it."""
    folder.mkdir()
    (folder / "sound").write_bytes(SOUND)
    lines = {
        "espeak-ng": f'for word; do last=$word; [ "$before" = -w ] && cp {folder}/sound "$word"; before=$word; done\n'
        f'echo "$last" >> {folder}/spoken; exit {ends_with}',
        "sox": 'for word; do case $word in *.new.wav) cp "$given" "$word";; *.wav) given=$word;; esac; done',
    }
    for name, text in lines.items():
        (folder / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (folder / name).chmod(0o755)
    return f"{folder}:/usr/bin:/bin"


def test_only_what_is_missing_is_spoken_and_words_as_people_say_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", speakers(tmp_path / "bin"))
    folder = recorded(tmp_path / "sounds")
    asks = [one for one in sounds.recordings(LINE) if one.at == "prompts: identify"]
    for one in asks:
        one.path(folder).unlink()

    assert machine_voice.speak_missing(LINE, folder) == 2 and machine_voice.speak_missing(LINE, folder) == 0
    sounds.expect(LINE, folder)
    spoken = (tmp_path / "bin" / "spoken").read_text("utf-8")
    assert "If you have no pin, press" in spoken and '<voice xml:lang="en-us">Participant ID</voice>' in spoken
    assert sorted(path.name for path in (folder / "es").iterdir())[0].endswith(".wav") and not [*folder.rglob("*.raw*")]


def test_a_speaker_that_fails_is_told_and_leaves_no_half_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", speakers(tmp_path / "bin", ends_with=1))
    PROMPT.path(recorded(tmp_path / "sounds")).unlink()
    code, said = run(tmp_path, "phone", "sounds", str(tmp_path / "sounds"))

    assert code == 1 and "espeak-ng could not make" in said
    assert not PROMPT.path(tmp_path / "sounds").exists()


def test_a_studio_s_recordings_are_taken_over_and_what_is_of_no_sentence_stays(tmp_path: Path) -> None:
    given, folder = recorded(tmp_path / "given"), tmp_path / "sounds"
    (given / "en" / "0123456789abcdef0123.wav").write_bytes(SOUND)
    code, said = run(tmp_path, "phone", "sounds", str(folder), "--studio", str(given))

    assert code == 0 and "0123456789abcdef0123.wav: no sentence of now has this name" in said
    assert f"{len(sounds.recordings(LINE))} recordings of the studio taken over." in said
    assert not (folder / "en" / "0123456789abcdef0123.wav").exists()
    sounds.expect(LINE, folder)


def test_what_a_studio_leaves_out_is_named_and_stops_it(tmp_path: Path) -> None:
    given = recorded(tmp_path / "given")
    PROMPT.path(given).unlink()
    code, said = run(tmp_path, "phone", "sounds", str(tmp_path / "sounds"), "--studio", str(given))

    assert code == 1 and f"absent  es/{PROMPT.name}: prompts: main_menu: Para sus pagos" in said
    assert "prompts: main_menu: no recording" in said


@pytest.mark.parametrize(("held", "told"), [(sound(rate=44_100), "or install sox"), (None, "nothing of the list")])
def test_a_studio_s_file_that_no_telephone_plays_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: bytes | None, told: str
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    given, folder = tmp_path / "given", tmp_path / "sounds"
    PROMPT.path(given).parent.mkdir(parents=True)
    if held:
        PROMPT.path(given).write_bytes(held)
    code, said = run(tmp_path, "phone", "sounds", str(folder), "--studio", str(given))

    assert code == 1 and told in said and not PROMPT.path(folder).exists()
