"""What must hold for whatever is read; the fuzzers and the regression tests share it."""

from __future__ import annotations

import json
import math
import time

from yanzhen.errors import YanzhenError
from yanzhen.read import read_text
from yanzhen.read.clean import clean_text
from yanzhen.read.files import read_bytes
from yanzhen.read.formats import expand_zip
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading, from_json

# Far above what an instrumented reader on a busy machine takes, far below what anything super-linear takes.
SECONDS_PER_CHARACTER = 1e-3
SECONDS_AT_LEAST = 1.0


def check_cleaner(raw: str) -> None:
    """Cleaning twice changes nothing; every cleaned character leads back to a place of the original, in order."""
    done = clean_text(raw)
    again = clean_text(done.text)
    assert again.text == done.text, f"cleaned twice: {done.text!r} -> {again.text!r}"
    at = 0
    for index in range(len(done.text)):
        start, end = done.offsets.raw(index, index + 1)
        assert at <= start < end <= len(raw), f"offset {index}: {start}..{end} after {at} of {len(raw)}"
        at = start


def check_reader(text: str) -> None:
    """No crash, no hang, every statement whole and where it says it is."""
    if not text.strip("\x00 \t\r\n\ufeff") or "\x00" in text:
        return  # refused as empty or binary
    begin = time.process_time()
    reading = read_text(text)
    taken = time.process_time() - begin
    assert taken < SECONDS_AT_LEAST + SECONDS_PER_CHARACTER * len(text), f"{taken:.1f} s for {len(text)}"
    check_reading(reading)
    for statement in reading.statements:
        span = statement.spans[0]
        assert reading.text[span.start : span.end] == statement.quote
        assert 0 <= span.raw_start < span.raw_end <= len(reading.raw)


def check_reading(reading: Reading) -> None:
    """Statements that are whole, unlike one another, and come back from JSON as they were."""
    ids = set()
    for statement in reading.statements:
        assert statement.subject and statement.spans and statement.quote
        assert (statement.figure is None) != (statement.object is None)
        assert statement.id not in ids, f"twice: {statement}"
        ids.add(statement.id)
        written = json.dumps(statement.to_json(), allow_nan=False)
        assert from_json(json.loads(written)) == statement
        if (figure := statement.figure) and figure.value is not None:
            assert math.isfinite(figure.value)


def check_file(content: bytes, name: str) -> None:
    """A file is read, or refused with an error that says why."""
    begin = time.process_time()
    try:
        if name.endswith(".zip"):
            for inside, held in expand_zip(content, name):
                check_file(held, inside)
            return
        read = read_bytes(content, name)
    except YanzhenError as error:
        assert str(error)
        return
    finally:
        taken = time.process_time() - begin
        assert taken < 10 + SECONDS_PER_CHARACTER * len(content), f"{taken:.1f} s for {len(content)} bytes"
    if isinstance(read, TableReading):
        check_reading(read.reading)
        for statement in read.reading.statements:
            assert statement.spans[0].cell, f"no cell: {statement}"
    else:
        check_reading(read)
