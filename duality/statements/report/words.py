"""The fixed words of a statement's report, and their Chinese."""

from __future__ import annotations

from collections.abc import Mapping

CHINESE: Mapping[str, str] = {
    "letters": "参数",
    "minimize": "最小化",
    "maximize": "最大化",
    "subject to": "约束",
    "over": "变量",
    "split": "拆分",
    "dual": "对偶问题",
    "KKT conditions": "KKT 条件",
    "stationary": "平稳性",
    "primal": "原始可行",
    "dual feasible": "对偶可行",
    "slackness": "互补松弛",
    "Convex": "凸性",
    "Theorem": "定理",
    "where": "其中",
    "-inf elsewhere": "否则为负无穷",
    "-inf for all multipliers": "对所有乘子均为负无穷",
    "Steps": "推导步骤",
    "gap": "对偶间隙",
    "an equivalent problem": "等价问题",
}


def word(text: str, language: str) -> str:
    """The word in a language, English where there is no other."""
    return CHINESE.get(text, text) if language == "zh" else text
