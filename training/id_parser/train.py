"""Train the Indonesian tagger and parser from the UD treebanks and report its scores.

    python training/id_parser/train.py TREEBANKS OUT [--steps N]

TREEBANKS holds the Indonesian UD files (GSD dev, test and the 2.1 train file; CSUI; PUD) as
`*.conllu.xz`. Two runs: a first model on the treebanks of today, then, with its help, the labels
of the old GSD train file are brought to today's scheme wherever the first model agrees on the
head, and the shipped model learns from both. The model is chosen on GSD dev; CSUI test is only
reported. Writes OUT/model-best, OUT/scores.json.
"""

import argparse
import json
import lzma
import os
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from spacy.cli.evaluate import evaluate
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.training.converters import conllu_to_docs

HERE = Path(__file__).parent
TODAY = ("id_gsd-ud-test", "id_csui-ud-train", "id_pud-ud-test")
OLD = "id_gsd-r2.1-train"
DEV, TEST = "id_gsd-ud-dev", "id_csui-ud-test"
SENTENCES_PER_DOC = 5  # the parser also learns where sentences end
STORED = ("ORTH", "SPACY", "POS", "MORPH", "HEAD", "DEP", "SENT_START")


def read_treebank(folder: Path, name: str) -> list[Doc]:
    with lzma.open(folder / f"{name}.conllu.xz", "rt", encoding="utf-8") as lines:
        return list(conllu_to_docs(lines.read(), n_sents=SENTENCES_PER_DOC, merge_subtokens=True, no_print=True))


def store(docs: list[Doc], path: Path) -> Path:
    DocBin(docs=docs, attrs=STORED).to_disk(path)
    return path


def relabelled(doc: Doc, teacher: spacy.Language) -> Doc:
    """Return `doc` with the teacher's label on every arc whose head the teacher finds too."""
    guess = Doc(teacher.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
                sent_starts=[bool(t.is_sent_start) for t in doc])
    for _, component in teacher.pipeline:
        guess = component(guess)
    deps = [g.dep_ if g.head.i == t.head.i and "ROOT" not in (g.dep_, t.dep_) else t.dep_
            for t, g in zip(doc, guess, strict=True)]
    return Doc(teacher.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
               pos=[t.pos_ for t in doc], heads=[t.head.i for t in doc], deps=deps)


def run(out: Path, train_path: Path, dev_path: Path, steps: int) -> Path:
    train(HERE / "config.cfg", out, overrides={
        "paths.train": str(train_path), "paths.dev": str(dev_path), "training.max_steps": steps})
    return out / "model-best"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("treebanks", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--steps", type=int, default=2000)
    cli.add_argument("--teacher-steps", type=int, default=2000)
    args = cli.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    today = [doc for name in TODAY for doc in read_treebank(args.treebanks, name)]
    dev = store(read_treebank(args.treebanks, DEV), args.out / "dev.spacy")
    test = store(read_treebank(args.treebanks, TEST), args.out / "test.spacy")
    teacher_path = run(args.out / "teacher", store(today, args.out / "today.spacy"), dev, args.teacher_steps)
    teacher = spacy.load(teacher_path)
    old = [relabelled(doc, teacher) for doc in read_treebank(args.treebanks, OLD)]
    best = run(args.out, store(today + old, args.out / "all.spacy"), dev, args.steps)
    scores = {name: evaluate(best, path) for name, path in (("GSD dev", dev), ("CSUI test", test))}
    (args.out / "scores.json").write_text(json.dumps(scores, indent=1))
    for name, score in scores.items():
        print(name, {key: round(score[key], 3) for key in ("pos_acc", "dep_uas", "dep_las", "sents_f")})


if __name__ == "__main__":
    main()
