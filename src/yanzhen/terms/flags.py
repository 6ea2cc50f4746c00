"""What a flag on a statement means: what its source leaves open, in words for the reader of a page."""

from __future__ import annotations

# Flag -> (Chinese, English). A flag says what cannot be concluded; it never says what to believe.
FLAGS: dict[str, tuple[str, str]] = {
    "each-or-total": (
        "原文未说明是每个都达到，还是合计达到",
        "the source does not say whether each one or all together reach it",
    ),
    "total": ("原文给出的是合计", "the source gives a total"),
    "joint": (
        "多个主体共同的数，不能分到单个主体",
        "one number for several together; it cannot be split among them",
    ),
    "pairing-unknown": (
        "原文未说明哪个主体对应哪一项",
        "the source does not say which subject goes with which item",
    ),
    "open-list": ("“等”字列举，名单不完整", "the list is open (等): others are not named"),
    "vague": ("只有定性表述，没有数值", "qualitative wording only, no number"),
    "period-unknown": ("原文未说明时期", "the source does not say which period"),
    "subject-implied": ("主体由上下文推定", "the subject is implied by the context"),
    "subject-uncertain": ("主体归属需要核对", "whom this is about needs checking"),
    "garbled": ("原文此处有乱码，需核对", "the source is garbled here; check the original"),
    "count-mismatch": ("列举个数与所说数目不符", "the names listed do not match the number stated"),
    "proposed": ("由语言模型提出，尚未审核", "proposed by a language model, not reviewed"),
    "outlier": ("数值异常，可能单位有误，需核对", "an unusual value, perhaps a wrong unit; check"),
}
