"""Runs the package on the whole corpus and prints what it got right: ``python -m tests.corpus.table``.

python -m tests.corpus.table [--families] [--limit SECONDS] [--only TEXT] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from tests.corpus.answers import Answer, corpus_folder, family_files, read_answers
from tests.corpus.judgement import Judgement, judge
from tests.corpus.runs import run_all


def main() -> int:
    options = _options()
    folder = corpus_folder()
    if folder is None:
        print("no corpus: set DUALITY_CORPUS to its folder", file=sys.stderr)
        return 2
    if options.families:
        names = [path.stem for path in family_files(folder) if options.only in path.stem]
        records = run_all("derive", names, options.limit)
        _print_families(names, records)
    else:
        answers = [a for a in read_answers(folder) if options.only in a.name or options.only in a.kind]
        answers.sort(key=lambda answer: answer.kind)
        names = [answer.name for answer in answers]
        records = run_all("solve", names, options.limit)
        _print_answers(answers, records)
    if options.json:
        Path(options.json).write_text(json.dumps(dict(zip(names, records, strict=True)), indent=1), encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.corpus.table", description=__doc__)
    parser.add_argument("--families", action="store_true", help="derive the statements without answers")
    parser.add_argument("--limit", type=float, default=60, help="seconds a problem (default 60)")
    parser.add_argument("--only", default="", help="only the problems whose name or class contains this")
    parser.add_argument("--json", help="write the records to this file")
    return parser.parse_args()


def _print_answers(answers: list[Answer], records: list[dict]) -> None:
    judgements = [judge(answer, record) for answer, record in zip(answers, records, strict=True)]
    kind = ""
    for answer, record, judgement in zip(answers, records, judgements, strict=True):
        if answer.kind != kind:
            kind = answer.kind
            print(f"\n{kind}\n  {'problem':22}{'p*':9}{'d*':9}{'label p':10}{'label d':10}{'theta_D':15}{'s':>6}")
        print(_answer_line(answer, record, judgement))
    _print_summary(answers, judgements)


def _answer_line(answer: Answer, record: dict, judgement: Judgement) -> str:
    d_star = judgement.d_star if answer.d_star is not None else "-"
    labels = [record.get(side, {}).get("label", "-") for side in ("primal", "dual")]
    function = f"{record.get('form', '-')} {judgement.theta}"
    line = f"  {answer.name:22}{judgement.p_star:9}{d_star:9}{labels[0]:10}{labels[1]:10}{function:15}"
    return "\n".join(
        [
            f"{line}{record['seconds']:6.2f}",
            *(f"      FALSE  {claim}" for claim in judgement.false_claims),
            *(f"      {remark}" for remark in judgement.remarks),
        ]
    )


def _print_summary(answers: list[Answer], judgements: list[Judgement]) -> None:
    print(
        f"\n{'class':28}{'p* right':>9}{'wrong':>7}{'unknown':>9}{'d* right':>10}{'wrong':>7}{'unknown':>9}{'false':>7}"
    )
    for kind in [*dict.fromkeys(answer.kind for answer in answers), "all"]:
        chosen = [(a, j) for a, j in zip(answers, judgements, strict=True) if kind in ("all", a.kind)]
        p = Counter(judgement.p_star for _, judgement in chosen)
        d = Counter(judgement.d_star for answer, judgement in chosen if answer.d_star is not None)
        false = sum(len(judgement.false_claims) for _, judgement in chosen)
        counts = f"{p['right']:9}{p['wrong']:7}{p['unknown']:9}{d['right']:10}{d['wrong']:7}{d['unknown']:9}"
        print(f"{kind:28}{counts}{false:7}")


def _print_families(names: list[str], records: list[dict]) -> None:
    print(f"{'statement':34}{'form':12}{'checked':>8}{'s':>7}  rules, or why there is no formula")
    for name, record in zip(names, records, strict=True):
        words = record.get("error") or record["reason"] or ", ".join(dict.fromkeys(record["rules"]))
        print(f"{name:34}{record.get('form', '-'):12}{record.get('checked', 0):8}{record['seconds']:7.2f}  {words}")
    forms = Counter(record.get("form", "no answer") for record in records)
    print("\n" + ", ".join(f"{form}: {count}" for form, count in sorted(forms.items())))


if __name__ == "__main__":
    sys.exit(main())
