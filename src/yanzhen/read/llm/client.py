"""The HTTP side: one chat completion with a JSON schema, with timeouts, retries and size limits."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from yanzhen.errors import InputError, UsageError

_MOST_ANSWER = 4 << 20
_RETRIED = {408, 409, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers.

    Attributes:
        url: base URL of an OpenAI-compatible API, e.g. ``http://127.0.0.1:8000/v1``.
        model: name of the model.
        key: API key, sent as a bearer token; never logged.
        timeout: seconds one request may take.
        tries: how often a request is made at most.
        pause: seconds before the second try; doubled each time.
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120.0
    tries: int = 3
    pause: float = 1.0

    def __post_init__(self) -> None:
        if urlsplit(self.url).scheme not in ("http", "https"):
            raise UsageError(
                f"{self.url!r} 不是接口地址", expected="http://… 或 https://…，如 http://127.0.0.1:8000/v1"
            )

    def complete(self, system: str, user: str, schema: dict[str, Any]) -> str:
        """The text the model answers.

        Raises:
            InputError: the endpoint cannot be reached, refuses, or answers what is no completion.
        """
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "statements", "strict": True, "schema": schema},
            },
        }
        answer = self._post(json.dumps(body).encode())
        try:
            content = json.loads(answer)["choices"][0]["message"]["content"]
        except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
            raise self._error("接口的回答不是一次补全", "choices[0].message.content") from error
        return content if isinstance(content, str) else json.dumps(content)

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"} | (
            {"Authorization": f"Bearer {self.key}"} if self.key else {}
        )
        request = urllib.request.Request(self.url.rstrip("/") + "/chat/completions", body, headers)
        for attempt in range(1, self.tries + 1):
            try:
                with urllib.request.urlopen(request, timeout=self.timeout) as response:
                    answer: bytes = response.read(_MOST_ANSWER + 1)
                if len(answer) > _MOST_ANSWER:
                    raise self._error("接口的回答过大", f"不超过{_MOST_ANSWER >> 20} MB")
                return answer
            except urllib.error.HTTPError as error:
                if error.code not in _RETRIED or attempt == self.tries:
                    raise self._error(f"接口拒绝了请求：HTTP {error.code}", "HTTP 200") from error
            except (urllib.error.URLError, TimeoutError, ConnectionError) as error:
                if attempt == self.tries:
                    raise self._error(f"接口无法连接：{error}", "可以连接的接口") from error
            time.sleep(self.pause * 2 ** (attempt - 1))
        raise AssertionError("unreachable")

    def _error(self, what: str, expected: str) -> InputError:
        return InputError(
            what, where=self.url, expected=expected, todo="检查 --endpoint 和 --model，或不用第二抽取器"
        )
