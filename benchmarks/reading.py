"""Speed of reading Chinese documents, side by side with JioNLP and Recognizers-Text on the same texts.

    python benchmarks/reading.py                        speed on three kinds of text
    python benchmarks/reading.py --memory               also peak memory for 5 MB and 50 MB
    python benchmarks/reading.py --texts FOLDER...      also the texts (*.txt) of folders, one after another, from cold caches
    python benchmarks/reading.py --peers /path/python   peers from another environment (JioNLP pulls in GPL code;
                                                        Recognizers-Text needs emoji<2)

The texts are made up. ``briefing`` is prose with a figure every 60 to 70 characters or so, ``bulletin`` a statistics
bulletin with a figure every 20 to 30, ``damaged`` the briefing in Traditional script with pinyin injected. The peers
find amounts of money, numbers and times only; Yanzhen cleans, finds subject, measure, bound and period, and makes
statements with spans. Peers are slow, so they get the first 40 kB; a rate is a rate.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

PEER_BYTES = 40_000
METRICS = [
    "地区生产总值",
    "规上工业增加值",
    "固定资产投资",
    "社会消费品零售总额",
    "一般公共预算收入",
    "进出口总额",
    "技改投资",
    "高技术产业增加值",
]
TRADES = [
    "轴承",
    "化工",
    "新材料",
    "纺织",
    "食品",
    "铜铝加工",
    "装备制造",
    "生物医药",
    "汽车零部件",
    "光伏",
    "电子元件",
    "造纸",
]
STEMS = "信鲁泰华金中恒瑞鑫宏祥东安德永盛昌凯远达博科力源润丰茂"
PROSE = (
    "坚持把实体经济作为着力点,推动产业延链补链强链,加快新旧动能转换,营造良好发展环境。",
    "围绕企业反映的用地、用能、用工问题,建立台账,逐项办理,做到事事有回音。",
    "各部门密切配合,服务靠前,项目建设的节奏明显加快,干部作风持续好转。",
    "下一步将继续优化营商环境,落实各项惠企政策,让企业有更多获得感。",
)


def bulletin(dice: random.Random) -> str:
    """A line of a statistics bulletin."""
    metric, amount, rate = dice.choice(METRICS), dice.randrange(10, 9000), dice.randrange(1, 300) / 10
    share, place = dice.randrange(10, 700) / 10, dice.randrange(1, 16)
    return (
        f"全年{metric}{amount}.{dice.randrange(10)}亿元,比上年增长{rate}%,居全省第{place}位;"
        f"占比为{share}%,比上年提高{dice.randrange(1, 30) / 10}个百分点。\n"
    )


def briefing(dice: random.Random) -> str:
    """A paragraph of a press briefing: prose around a few figures."""
    first, second = dice.sample(TRADES, 2)
    firms = "、".join("".join(dice.sample(STEMS, 2)) + dice.choice(TRADES) for _ in range(3))
    return (
        f"{dice.choice(PROSE)}{dice.choice(PROSE)}目前,{first}和{second}2个产业集群年营收突破{dice.randrange(2, 20)}00亿元,"
        f"{firms}3家企业入选省级制造业单项冠军企业。{dice.choice(PROSE)}全市新增规上工业企业{dice.randrange(5, 300)}家,"
        f"规上工业增加值增长{dice.randrange(10, 150) / 10}%,高于全省平均水平{dice.randrange(1, 30) / 10}个百分点。{dice.choice(PROSE)}\n"
    )


def text_of(kind: str, size: int, dice: random.Random) -> str:
    """About ``size`` bytes of UTF-8 of one kind."""
    make = bulletin if kind == "bulletin" else briefing
    lines, length = [], 0
    while length < size:
        lines.append(make(dice))
        length += len(lines[-1].encode())
    text = "".join(lines)
    return damage(text) if kind == "damaged" else text


def damage(text: str) -> str:
    """The text in Traditional script with pinyin after the converted characters."""
    import opencc
    from pypinyin import Style, pinyin

    converted = opencc.OpenCC("s2t").convert(text)
    out = []
    for before, after in zip(text, converted, strict=True):
        out.append(after if before == after else f"{after}({pinyin(before, style=Style.TONE)[0][0]})")
    return "".join(out)


def yanzhen(text: str) -> int:
    """Statements made."""
    from yanzhen.read import read_text

    return len(read_text(text).statements)


def jionlp(text: str) -> int:
    """Amounts of money and times found."""
    import jionlp as jio

    return len(jio.ner.extract_money(text)) + len(jio.ner.extract_time(text))


def recognizers(text: str) -> int:
    """Numbers and amounts of money found."""
    from recognizers_number import Culture, recognize_number
    from recognizers_number_with_unit import recognize_currency

    lines = text.splitlines()
    return sum(
        len(recognize_number(line, Culture.Chinese)) + len(recognize_currency(line, Culture.Chinese))
        for line in lines
    )


READERS: dict[str, Callable[[str], int]] = {
    "Yanzhen": yanzhen,
    "JioNLP": jionlp,
    "Recognizers-Text": recognizers,
}


def timed(name: str, text: str) -> dict[str, object]:
    """Rate and findings of one reader on one text; a reader that is not installed says so."""
    reader = READERS[name]
    try:
        reader(text[:300])
    except ImportError as error:
        return {"reader": name, "note": f"not installed ({error.name or error})"}
    return {"reader": name, "bytes": len(text.encode())} | clocked(lambda: reader(text))


def clocked(read: Callable[[], int]) -> dict[str, object]:
    """Processor seconds that ``read`` takes, and what it finds."""
    begin = time.process_time()
    found = read()
    return {"seconds": time.process_time() - begin, "found": found}


def rows(kinds: list[str], readers: list[str], size: int) -> list[dict[str, object]]:
    """One row for each kind of text and reader."""
    out = []
    for kind in kinds:
        text = text_of(kind, size, random.Random(7))
        for name in readers:
            part = text if name == "Yanzhen" else text.encode()[:PEER_BYTES].decode(errors="ignore")
            out.append({"text": kind} | timed(name, part))
    return out


def of_folders(folders: list[str]) -> dict[str, object]:
    """Rate over the texts of folders, each read once: nothing is remembered of them but what one leaves for the next."""
    from yanzhen.read import read_document

    contents = [path.read_bytes() for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    size = sum(map(len, contents))
    return {"text": f"{len(contents)} texts", "reader": "Yanzhen", "bytes": size} | clocked(
        lambda: sum(len(read_document(content).statements) for content in contents)
    )


def show(found: list[dict[str, object]]) -> None:
    """The table."""
    print(f"{'text':10s} {'reader':18s} {'MB':>7s} {'CPU s':>8s} {'MB/s':>8s} {'found':>8s}")
    for row in found:
        if "note" in row:
            print(f"{row['text']!s:10s} {row['reader']!s:18s} {row['note']}")
            continue
        size, seconds = float(str(row["bytes"])) / 1e6, float(str(row["seconds"]))
        print(
            f"{row['text']!s:10s} {row['reader']!s:18s} {size:7.3f} {seconds:8.2f} {size / seconds:8.3f} {row['found']!s:>8s}"
        )


PEAK = """
import sys
from yanzhen.cli.main import main
sys.argv[1:] = ["read", sys.argv[1], "--json"]
main()
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")), file=sys.stderr)
"""


def memory(megabytes: int) -> None:
    """Peak memory of ``yanzhen read --json`` on a long text, in a process of its own (Linux)."""
    dice = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "long.txt"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(megabytes):
                file.write(text_of("briefing", 1_000_000, dice))
        begin = time.perf_counter()
        command = [sys.executable, "-c", PEAK, str(path)]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
        peak = int(done.stderr.split()[-2]) / 1024
        print(f"{megabytes:3d} MB read to JSON: peak {peak:.0f} MB, {time.perf_counter() - begin:.1f} s")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--peers", help="a Python interpreter that has the peers installed")
    parser.add_argument("--memory", action="store_true")
    parser.add_argument(
        "--texts", nargs="+", default=[], metavar="FOLDER", help="folders of texts, read before all else"
    )
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    size, peers = int(options.megabytes * 1e6), [name for name in READERS if name != "Yanzhen"]
    if options.worker:
        print(json.dumps(rows(["briefing", "bulletin"], peers, PEER_BYTES)))
        return
    found = [of_folders(options.texts)] if options.texts else []
    found += rows(["briefing", "bulletin", "damaged"], ["Yanzhen"], size)
    if options.peers:
        command = [options.peers, __file__, "--worker"]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found += json.loads(out.splitlines()[-1])
    else:
        found += rows(["briefing", "bulletin"], peers, PEER_BYTES)
    show(found)
    if options.memory:
        memory(5)
        memory(50)


if __name__ == "__main__":
    main()
