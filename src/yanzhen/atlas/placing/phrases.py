"""Taking a firm's name, products and business scope apart into product phrases."""

from __future__ import annotations

import polars as pl

# What closes a phrase. "/" and blanks inside a phrase stay: they occur in product names.
_SEPARATORS = r"[、，,；;。\n\r|]+"
# Notes that say what is not done, or under which permit: 不含危险化学品, 依法须经批准的项目 …
_NOTES = r"[(（][^()（）]*(?:不含|除外|依法|除依法|凭|许可|批准|限)[^()（）]*[)）]"
_OPENING = r"^(?:一般项目|许可项目|许可经营项目|一般经营项目|经营范围|主营|兼营|主要产品|主要从事|从事|生产|制造|加工|研发|销售)[:：]?"
_MAKING = "生产|制造|加工|研发|研究|开发|设计|冶炼|铸造|锻造|压延|组装|装配|再生|回收|服务|维修|运营"
_SELLING = "销售|批发|零售|贸易|经营|代理|进出口|经销|租赁"
# Words that say what is done with the product, at the end of a phrase.
_DOINGS = rf"(?:的|及|与|和|或|并|、|{_MAKING}|{_SELLING}|技术|业务|等|以及)+$"
# 聊城市东昌府区华美轴承有限公司 -> 聊城市东昌府区华美轴承
_LEGAL_FORM = r"(?:集团)?(?:股份|有限责任|有限)*(?:公司|厂|中心|合作社|总厂|研究院|研究所|经营部|商行|门市部)(?:[(（].*[)）])?$"


def phrases_of(frame: pl.DataFrame) -> pl.DataFrame:
    """One row per firm, field and phrase; a maker's sale of what it makes is left out.

    Returns:
        Columns ``row, field, phrase`` (compared form), ``core`` (without what is done with the product)
        and ``selling`` (the phrase speaks of trade only).
    """
    parts = [
        _split(frame, "products"),
        _split(frame.with_columns(pl.col("name").str.replace(_LEGAL_FORM, "")), "name"),
        _split(frame, "scope"),
    ]
    doings = pl.col("phrase").str.extract(f"({_DOINGS})")
    phrases = pl.concat(parts).with_columns(
        core=pl.col("phrase").str.replace(_DOINGS, ""),
        selling=(doings.str.contains(_SELLING) & ~doings.str.contains(_MAKING)).fill_null(False),
    )
    made = phrases.filter(~pl.col("selling")).select("row", "core").unique()
    own_sale = phrases.filter("selling").join(made, on=["row", "core"], how="semi")
    return phrases.join(own_sale, on=["row", "field", "phrase"], how="anti")


def _split(frame: pl.DataFrame, field: str) -> pl.DataFrame:
    """Phrases of a field; bracketed additions become phrases of their own."""
    text = (
        pl.col(field)
        .str.replace_all(_NOTES, "")
        .str.replace_all(r"[(（)）]", "、")
        .str.replace_all(_SEPARATORS, "、")
        .str.split("、")
    )
    return (
        frame.select("row", pl.lit(field).alias("field"), text.alias("phrase"))
        .explode("phrase")
        .with_columns(_plain(pl.col("phrase")).str.replace(_OPENING, ""))
        .filter(pl.col("phrase").str.len_chars() > 1)
        .unique(maintain_order=True)
    )


def _plain(text: pl.Expr) -> pl.Expr:
    """The compared form of :func:`yanzhen.atlas.placing.vocabulary.plain`, over a column."""
    wide = [chr(code) for code in range(0xFF01, 0xFF5F)]
    return (
        text.str.replace_many(wide, [chr(ord(c) - 0xFEE0) for c in wide])
        .str.to_uppercase()
        .str.replace_all(r"\s+", "")
    )
