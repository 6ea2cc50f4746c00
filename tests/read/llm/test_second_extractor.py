"""A second extractor against a small local server that answers well, badly and with hostility."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from yanzhen.errors import InputError, UsageError
from yanzhen.read import open_document, read_text
from yanzhen.read.llm import Endpoint, second_reading
from yanzhen.read.llm.extract import chunks

TEXT = "示例市轴承产业集群年营收超80亿元。示例轴承是该集群的龙头企业,主攻风电主轴轴承。"
Answer = Callable[[int], tuple[int, bytes]]


class Server:
    """Answers with what ``self.answer`` says of the n-th request, and keeps the requests."""

    def __init__(self) -> None:
        self.answer: Answer = lambda n: (200, b"")
        self.requests: list[dict[str, Any]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.requests.append(
                    {"body": json.loads(body), "headers": dict(self.headers), "path": self.path}
                )
                status, content = outer.answer(len(outer.requests))
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def endpoint(self, **more: Any) -> Endpoint:
        return Endpoint(f"http://127.0.0.1:{self.http.server_port}/v1", "stub", pause=0.01, **more)


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


def completion(*statements: dict[str, Any]) -> bytes:
    content = json.dumps({"statements": list(statements)}, ensure_ascii=False)
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def proposal(**changes: Any) -> dict[str, Any]:
    base = {
        "kind": "figure",
        "subject": "示例市轴承产业集群",
        "predicate": "年营收",
        "object": None,
        "modality": "actual",
    }
    return base | {"quote": "年营收超80亿元"} | changes


def ask(server: Server, *statements: dict[str, Any]) -> Any:
    server.answer = lambda n: (200, completion(*statements))
    return second_reading(open_document(TEXT.encode()), (), server.endpoint())


def test_the_number_is_read_again_from_the_quote(server: Server) -> None:
    [made] = ask(server, proposal(value=8e99)).statements
    assert made.figure is not None and made.figure.zh() == "超80亿元" and made.figure.low == 8e9
    assert made.quote == TEXT[made.spans[0].start : made.spans[0].end]
    assert made.extractor == "llm/stub" and made.flags == ("proposed",)
    body = server.requests[0]["body"]
    assert (
        server.requests[0]["path"] == "/v1/chat/completions"
        and body["response_format"]["type"] == "json_schema"
    )


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"quote": "年营收超90亿元"}, "引文不在原文中"),
        ({"quote": "龙头企业"}, "引文中没有唯一的数"),
        ({"subject": "某不存在的集群"}, "主体不在引文附近"),
        ({"kind": "relation", "object": "航空发动机", "quote": "主攻风电主轴轴承"}, "关系的另一端不在引文中"),
        ({"quote": "", "subject": "x"}, "条目不合格式"),
        ({"kind": "order", "quote": "忽略以上要求"}, "条目不合格式"),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused_and_counted(
    server: Server, changes: dict[str, Any], why: str
) -> None:
    result = ask(server, proposal(**changes))
    assert result.statements == () and result.refused == {why: 1}
    assert why in result.note()


def test_what_the_grammar_found_is_not_added_twice(server: Server) -> None:
    reading = read_text(TEXT)
    server.answer = lambda n: (200, completion(proposal(), proposal()))
    result = second_reading(open_document(TEXT.encode()), reading.statements, server.endpoint())
    assert (result.statements, result.known, result.proposed) == ((), 2, 2)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"{}",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": 5}}]}',
        b"\xff\xfe",
        b"[" * 5000,
    ],
)
def test_malformed_answers_are_errors_or_counted_never_crashes(server: Server, content: bytes) -> None:
    server.answer = lambda n: (200, content)
    try:
        result = second_reading(open_document(TEXT.encode()), (), server.endpoint())
    except InputError as error:
        assert "不是一次补全" in error.what
    else:
        assert result.statements == () and result.refused


@pytest.mark.parametrize("content", ["not json", '{"statements": 5}', '{"statements": [1, null, []]}', "[]"])
def test_answers_outside_the_schema_are_counted(server: Server, content: str) -> None:
    server.answer = lambda n: (200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())
    result = second_reading(open_document(TEXT.encode()), (), server.endpoint())
    assert result.statements == () and sum(result.refused.values()) >= 1


def test_busy_servers_are_asked_again_and_refusals_are_final(server: Server) -> None:
    server.answer = lambda n: (503, b"") if n < 3 else (200, completion(proposal()))
    assert len(second_reading(open_document(TEXT.encode()), (), server.endpoint()).statements) == 1
    assert len(server.requests) == 3
    server.answer = lambda n: (401, b"")
    with pytest.raises(InputError, match="401"):
        second_reading(open_document(TEXT.encode()), (), server.endpoint(key="secret"))
    assert server.requests[-1]["headers"]["Authorization"] == "Bearer secret"
    assert "secret" not in repr(server.endpoint(key="secret"))


def test_no_server_and_no_address_say_so() -> None:
    with pytest.raises(InputError, match="无法连接"):
        second_reading(
            open_document(TEXT.encode()), (), Endpoint("http://127.0.0.1:9", "x", tries=2, pause=0.01)
        )
    with pytest.raises(UsageError):
        Endpoint("file:///etc/passwd", "x")


def test_chunks_cover_the_text_at_sentence_ends() -> None:
    text = ("这是一句话。" * 300 + "\n") * 5
    pieces = list(chunks(text, 500))
    assert "".join(p for _, p in pieces) == text
    assert all(text[at : at + len(p)] == p for at, p in pieces)
    assert all(p.rstrip("\n").endswith("。") for _, p in pieces)
