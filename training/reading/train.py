"""Train the reader's linear models and report their cross-validated scores.

    python training/reading/train.py GOLD [--folds 5] [--out DIR] [--no-final]

GOLD is the folder with the gold sets and score.py. Models are trained on the tune part of all sets (never the
`aside` quarter, never the seed) and on the reports of this folder's `reports/`. The scores printed come from
five-fold cross-validation: every report is read by models that never saw it. The shipped weights are trained on all.
"""

import argparse
import json
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import numpy as np
from datasets import Rows, first_rows, gold_of, load_scorer, located, second_rows
from gold import AUTHORED_SET, Example, load_authored, load_examples
from ranking import fit_choice
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tapal.events.decide import Models, decide
from tapal.events.linear import WEIGHTS, LinearModel
from tapal.events.mention import EventMention
from tapal.events.reading import read_article
from tapal.events.record import to_record
from tapal.pipeline import load_resources, look

LEAST_COUNT = 4  # features seen less often say nothing about other reports
SMALLEST = 0.02  # weights below this are dropped from the files
C = {"mention": 0.15, "type": 0.5, "role": 0.2, "date": 0.1, "status": 0.3, "novelty": 0.15, "attribution": 0.15,
     "same": 0.2, "tally": 0.1, "relevant": 0.3}
FIRST = ("mention", "type", "role", "date", "status", "novelty", "attribution")
SECOND = ("same", "tally", "relevant")


def fit(name: str, rows: Rows) -> LinearModel:
    """Multinomial logistic regression on binary features with L2 regularisation; of grouped rows a choice."""
    if rows.groups:
        return fit_choice(name, rows, C[name], LEAST_COUNT, SMALLEST / 4)
    counts = Counter(feature for features in rows.features for feature in set(features))
    vocabulary = {f: k for k, f in enumerate(sorted(f for f, n in counts.items() if n >= LEAST_COUNT))}
    indices, indptr = [], [0]
    for features in rows.features:
        indices += sorted({vocabulary[f] for f in features if f in vocabulary})
        indptr.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, indptr), shape=(len(rows.features), len(vocabulary)))
    model = LogisticRegression(C=C[name], max_iter=150, tol=3e-3)
    model.fit(matrix, rows.labels, sample_weight=rows.weights)
    classes = [str(c) for c in model.classes_]
    coefficients, bias = model.coef_, model.intercept_
    if len(classes) == 2:
        coefficients, bias = (
            np.vstack([-coefficients[0] / 2, coefficients[0] / 2]),
            np.array([-bias[0] / 2, bias[0] / 2]),
        )
    weights = {f: [round(float(w), 3) for w in coefficients[:, k]] for f, k in vocabulary.items()
               if np.abs(coefficients[:, k]).max() >= SMALLEST}
    return LinearModel(name, tuple(classes), tuple(round(float(b), 3) for b in bias), weights)


def gather(parts: list[dict[str, Rows]], names: tuple[str, ...]) -> dict[str, Rows]:
    joined = {name: Rows() for name in names}
    for part in parts:
        for name in names:
            joined[name].extend(part[name])
    return joined


def save(model: LinearModel, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    content = {"classes": model.classes, "bias": model.bias, "weights": dict(sorted(model.weights.items()))}
    (folder / f"{model.name}.json").write_text(
        json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


class Bench:
    """Articles of all examples, built once, with their training rows."""

    def __init__(self, gold: Path) -> None:
        self.score = load_scorer(gold)
        self.resources = load_resources()
        self.examples: list[Example] = [*load_examples(gold), *load_authored()]
        self.articles = [look(example.raw, self.resources) for example in self.examples]
        self.told = [
            gold_of(a, located(a.scene.document, e.gold))
            for e, a in zip(self.examples, self.articles, strict=True)
        ]
        self.first = [
            first_rows(e, a, t, self.score) for e, a, t in zip(self.examples, self.articles, self.told, strict=True)
        ]

    def first_models(self, used: list[int]) -> dict[str, LinearModel]:
        return {name: fit(name, rows) for name, rows in gather([self.first[k] for k in used], FIRST).items()}

    def second(
        self, used: list[int], models: dict[str, LinearModel]
    ) -> dict[int, tuple[list[EventMention], dict[str, Rows]]]:
        """Decided mentions of reports and the rows that the second models learn from them."""
        blank = {name: LinearModel(name, ("no", "yes"), (0.0, 0.0), {}) for name in SECOND}
        whole = Models(**models, **blank)
        found = {}
        for k in used:
            if self.examples[k].copy:
                continue
            decided = [decide(self.articles[k], trigger, whole) for trigger in self.articles[k].triggers]
            found[k] = (decided, second_rows(self.examples[k], self.articles[k], self.told[k], decided, self.score))
        return found

    def read(self, held: list[int], outside: dict, models: dict[str, LinearModel]) -> dict[int, dict]:
        """Records of reports from their decided mentions, by second models that never saw them."""
        rows = [rows for k, (_, rows) in outside.items() if k not in held]
        second = {name: fit(name, found) for name, found in gather(rows, SECOND).items()}
        whole = Models(**models, **second)
        return {
            k: to_record(self.articles[k].scene.document, read_article(self.articles[k], whole, outside[k][0]))
            for k in held if k in outside
        }


BENCH: Bench


def run_fold(fold: int, folds: int) -> tuple[dict[str, LinearModel], dict]:
    """Models that never saw one fold's reports, and what they decide on them."""
    everything = range(len(BENCH.examples))
    models = BENCH.first_models([k for k in everything if k % folds != fold])
    return models, BENCH.second([k for k in everything if k % folds == fold], models)


def report(records: dict[int, dict], errors: Path | None) -> None:
    groups: dict[str, list[int]] = {}
    for k, example in enumerate(BENCH.examples):
        if example.copy:
            continue
        groups.setdefault(example.set, []).append(k)
        if example.set != AUTHORED_SET:
            groups.setdefault(f"{'real' if example.real else 'written'} {example.raw.language}", []).append(k)
    keys = ("detect", "typed", "record", "actors", "targets", "places", "date", "status", "novelty", "attribution",
            "killed", "injured", "control", "tallies", "relevant")
    print(f"{'':14s}" + " ".join(f"{key[:6]:>6s}" for key in keys) + "   typed P / R")
    lines: list[str] = []
    for name, members in groups.items():
        results = []
        for k in members:
            doc = {
                "id": BENCH.examples[k].raw.id,
                "title": BENCH.examples[k].raw.title,
                "text": BENCH.examples[k].raw.text,
            }
            found: list[str] = []
            results.append(BENCH.score.score_document(doc, BENCH.examples[k].gold, records[k], found))
            if name == BENCH.examples[k].set:
                lines += found
        out = BENCH.score.summarise(results)
        print(f"{name:14s}" + " ".join(f"{100 * out[key]['f1']:6.1f}" for key in keys)
              + f"   {100 * out['typed']['p']:.1f} / {100 * out['typed']['r']:.1f}")
    if errors is not None:
        errors.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    global BENCH
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("gold", type=Path)
    cli.add_argument("--folds", type=int, default=5)
    cli.add_argument("--out", type=Path, default=WEIGHTS)
    cli.add_argument("--errors", type=Path, help="write the cross-validated errors here, one a line")
    cli.add_argument("--no-final", action="store_true", help="only cross-validate")
    args = cli.parse_args()
    BENCH = Bench(args.gold)
    rows = sum(len(r["mention"].labels) for r in BENCH.first)
    hits = sum(r["mention"].labels.count("yes") for r in BENCH.first)
    golds = sum(len([e for e in x.gold["events"] if e["type"] != "threat"]) for x in BENCH.examples)
    print(f"{len(BENCH.examples)} reports, {golds} gold events, {rows} triggers, {hits} of them tell a gold event")
    outside: dict = {}
    by_fold = []
    with ProcessPoolExecutor(2) as pool:
        for models, found in pool.map(run_fold, range(args.folds), [args.folds] * args.folds):
            by_fold.append((models, list(found)))
            outside |= found
    records: dict[int, dict] = {}
    for models, held in by_fold:
        records |= BENCH.read(held, outside, models)
    report(records, args.errors)
    if args.no_final:
        return
    models = BENCH.first_models(list(range(len(BENCH.examples))))
    models |= {name: fit(name, rows) for name, rows in gather([rows for _, rows in outside.values()], SECOND).items()}
    for model in models.values():
        save(model, args.out)
        print(f"{model.name}: {len(model.weights)} features")


if __name__ == "__main__":
    main()
