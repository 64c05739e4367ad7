"""Write what spaCy itself makes of the sentences of tests/lang/parses.json, for the test of our own runner.

    python training/id_parser/expected.py CODE MODEL

CODE is `id` or `en`; MODEL as for `python -m tapal.lang.spacy_weights`. Only that language's words are replaced.
"""

import argparse
import json
from pathlib import Path

from tapal.lang.spacy_weights import load

PARSES = Path(__file__).parents[2] / "tests" / "lang" / "parses.json"


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__)
    cli.add_argument("code")
    cli.add_argument("model")
    args = cli.parse_args()
    nlp = load(args.model)
    parses = json.loads(PARSES.read_text(encoding="utf-8"))
    for parse in parses[args.code]:
        doc = nlp.make_doc(parse["text"])
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, component in nlp.pipeline:
            doc = component(doc)
        kept = [token for token in doc if not token.is_space]
        place = {token.i: k for k, token in enumerate(kept)}
        parse["words"] = [
            [token.idx, token.text, token.pos_, token.dep_.lower(), place.get(token.head.i, place[token.i])]
            for token in kept
        ]
    lines = [
        f'"{code}": [\n' + ",\n".join(json.dumps(parse, ensure_ascii=False) for parse in found) + "\n]"
        for code, found in parses.items()
    ]
    PARSES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
