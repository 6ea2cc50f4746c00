"""A second extractor: any OpenAI-compatible endpoint. Off unless asked for; nothing it says is believed unchecked."""

from yanzhen.read.llm.client import Endpoint
from yanzhen.read.llm.extract import Proposals, second_reading

__all__ = ["Endpoint", "Proposals", "second_reading"]
