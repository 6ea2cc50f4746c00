"""Pages computed from tables of the example city: linkages, shocks, regions, and the header over them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from yanzhen.web.app import build
from yanzhen.workbench import demo
from yanzhen.workbench.serving import Served


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    place = tmp_path_factory.mktemp("city") / "city.yz"
    demo.fill(place)
    with TestClient(build(Served(ledger=str(place))), headers={"accept-language": "zh"}) as client:
        yield client


def view(city: TestClient, address: str) -> dict:
    answer = city.get(address)
    assert answer.status_code == 200, answer.text[:400]
    return answer.json()["view"]


def test_clusters_say_who_pulls_and_on_what_basis(city: TestClient) -> None:
    part = view(city, "/clusters.json")["linkage"]
    assert part["mapped"] and part["basis"] == "removed" and part["notes"] and part["period"] == "2022"
    pulls = [row["pull"]["value"] for row in part["rows"]]
    assert len(pulls) == 6 and pulls == sorted(pulls, reverse=True)
    for row in part["rows"]:
        assert row["loss"]["value"] >= row["share"]["value"] > 0
        assert row["multiplier"]["value"] > 1 > row["value_added"]["value"]
    kept = view(city, "/clusters.json?imports=keep")["linkage"]
    assert kept["basis"] == "inside" and kept["rows"][0]["multiplier"] != part["rows"][0]["multiplier"]
    assert city.get("/clusters?imports=other").status_code == 400


def test_no_input_output_table_teaches_how_to_give_one(client: TestClient) -> None:
    assert "台账里还没有投入产出表" in client.get("/clusters").text


def test_a_shock_follows_the_side_asked_for(city: TestClient) -> None:
    """Steel balls are sold to makers of bearings and bought from nobody: only customers can be hit."""
    down, up = (view(city, f"/shock.json?firm=示例钢球&direction={d}") for d in ("downstream", "upstream"))
    assert down["stopped"] == up["stopped"] == ["示例钢球"]
    assert down["result"]["total"]["value"] > down["result"]["own"]["value"] == up["result"]["total"]["value"]
    assert {h["firm"] for h in up["result"]["hits"]} == {"示例钢球"}
    assert {"示例轴承一厂", "示例精密轴承"} <= {h["firm"] for h in down["result"]["hits"]}


def test_shocks_of_several_firms_segments_and_parts(city: TestClient) -> None:
    two = view(city, "/shock.json?firm=示例铝业&firm=示例铜业")
    assert two["stopped"] == ["示例铝业", "示例铜业"] and not two["by_default"]
    name, firms = two["segments"][0]
    whole, half = (view(city, f"/shock.json?segment={name}&share={s}") for s in (100, 50))
    assert len(whole["stopped"]) == firms
    assert half["result"]["own"]["value"] == pytest.approx(whole["result"]["own"]["value"] / 2, abs=0.02)
    assert view(city, "/shock.json?share=0")["result"] is None
    for wrong in ("firm=没有", "segment=没有", "direction=sideways", "share=101"):
        assert city.get(f"/shock?{wrong}").status_code == 400


@pytest.mark.parametrize("page", ["compare", "opportunities"])
def test_the_header_chooses_from_the_table(city: TestClient, page: str) -> None:
    chosen = view(city, f"/{page}.json?place=临清市&period=2022&compare=冠县")["choice"]
    assert (chosen["region"], chosen["period"], chosen["peer"]) == ("临清市", "2022", "冠县")
    assert view(city, f"/{page}.json")["offered"]["missing"] == [["聊城市", "东昌府区"]]


def test_the_index_looks_where_the_header_says(city: TestClient) -> None:
    shown = view(city, "/index.json?place=示例乙市&period=2022&compare=示例己市")
    assert (shown["region"], shown["period"], shown["offered"]["compare"]) == ("示例乙市", "2022", "示例己市")


def test_two_places_meet_where_sources_speak_of_the_same(city: TestClient) -> None:
    met = view(city, "/compare.json?compare=临清市&synthetic=1")["meetings"]
    order = {m["subject"]: m["order"] for m in met}
    assert order[""] == "聊城市"
    assert order["有色金属产业集群"] is None and order["绿色化工产业集群"] == "聊城市"


def test_what_a_page_does_not_use_is_kept_and_said(city: TestClient) -> None:
    page = city.get("/shock?period=2024&compare=临清市").text
    assert page.count("本页不分") == 2 and '<input type="hidden" name="period" value="2024">' in page
    assert 'class="context"' not in city.get("/methods?place=聊城市").text


def test_comparisons_and_prechecks_are_composed_from_the_page(city: TestClient) -> None:
    page = city.get("/briefings?template=precheck&entity=示例轴承一厂&compare=临清市").text
    assert (
        'value="precheck" required checked' in page
        and "与临清市对比" in page
        and "--" not in page.split("<main")[1]
    )
    token = page.split('name="form_token" value="')[1].split('"')[0]
    for template, entity, title in (
        ("precheck", "示例轴承一厂", "申报条件预检"),
        ("comparison", "", "对标分析"),
    ):
        form = {"template": template, "entity": entity, "form_token": token}
        made = city.post("/briefings?compare=临清市&synthetic=1", data=form)
        assert made.status_code == 200 and title in made.text
    form = {"template": "comparison", "form_token": token}
    assert city.post("/briefings", data=form).status_code == 400


def test_the_office_lists_are_one_workbook(city: TestClient) -> None:
    answer = city.get("/office-lists.xlsx?synthetic=1")
    assert answer.status_code == 200 and answer.content[:2] == b"PK"


def test_the_words_a_verdict_rests_on_lead_to_their_document(city: TestClient) -> None:
    page = city.get("/programmes/cn.hnte/示例轴承一厂?synthetic=1").text
    cells = page.split('class="stack reasons"')[1]
    assert 'data-evidence href="/statement/st-' in cells and "——雁阵演示" in cells
