"""A reading completed by a language model, where somebody asks for it."""

from __future__ import annotations

import dataclasses
import os

from yanzhen.errors import UsageError
from yanzhen.read import open_document
from yanzhen.read.llm import Endpoint, second_reading
from yanzhen.terms import Reading


def with_second_extractor(reading: Reading, endpoint: str | None, model: str | None) -> Reading:
    """The reading with the model's proposals that passed every check, and a note that counts the others.

    Raises:
        UsageError: no endpoint or no model given.
        InputError: the endpoint fails.
    """
    if not endpoint or not model:
        raise UsageError("第二抽取器需要接口和模型", expected="--endpoint URL --model NAME")
    document = open_document(reading.content, name=reading.source.name, source=reading.source)
    key = os.environ.get("YANZHEN_API_KEY")
    found = second_reading(document, reading.statements, Endpoint(endpoint, model, key))
    return dataclasses.replace(
        reading,
        statements=(*reading.statements, *found.statements),
        notes=(*reading.notes, found.note()),
    )
