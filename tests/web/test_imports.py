"""What a person says of an upload fills in what the file does not say, and nothing else."""

from __future__ import annotations

from fastapi.testclient import TestClient
from tests.web.conftest import token
from tests.web.test_names import wait_for

TABLE = "企业名称,营业收入(万元)\n东山公司,5000\n".encode()
NOTICE = "淄博市产业消息\n\n来源:淄博日报  2024-05-06\n\n  全市陶瓷产业集群年营收超90亿元。\n".encode()


def sources(client: TestClient) -> dict[str, dict[str, str]]:
    rows = client.get("/sources.json?place=all").json()["view"]["rows"]
    return {row["source"]["name"]: row["source"] for row in rows}


def test_place_publisher_and_date_are_filled_in_where_a_file_has_none(client: TestClient) -> None:
    form = {
        "form_token": token(client, "/import"),
        "place": "聊城市",
        "publisher": "示例局",
        "published": "2025-02-03",
    }
    files = [("files", ("表.csv", TABLE)), ("files", ("通知.txt", NOTICE))]
    job = client.post("/import", files=files, data=form, follow_redirects=False).headers["location"]
    wait_for(client, job)
    client.post(f"{job}/commit", data=form)
    wait_for(client, job)
    found = sources(client)
    table, notice = found["表.csv"], found["通知.txt"]
    assert (table["place"], table["publisher"], table["published"]) == ("聊城市", "示例局", "2025-02-03")
    assert (notice["place"], notice["publisher"], notice["published"][:10]) == (
        "淄博市",
        "淄博日报",
        "2024-05-06",
    )


def test_a_table_without_a_place_says_where_it_will_show(client: TestClient) -> None:
    form = {"form_token": token(client, "/import")}
    answer = client.post("/import", files={"files": ("表.csv", TABLE)}, data=form, follow_redirects=False)
    job = answer.headers["location"]
    wait_for(client, job)
    assert "地区未说明，会出现在每个地区的页面上" in client.get(job).text
