"""The table of reliabilities, likelihoods and half-lives that the control filter works with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from tapal.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Parameters:
    """Every number of parameters.toml, named `section_key`; meanings and origins stand there."""

    reliability_own_voice: float
    reliability_third_party: float
    reliability_interested: float
    reliability_denied: float
    reliability_undated: float
    reliability_statement: float
    reliability_statement_interested: float
    reliability_contested_statement: float
    reliability_siege: float
    reliability_withdrawal: float
    change_captured_held: float
    change_captured_contested: float
    likelihood_clash_contested: float
    likelihood_clash_besieged: float
    likelihood_clash_held: float
    likelihood_clash_elsewhere: float
    likelihood_statement_contested: float
    prior_contested: float
    prior_besieged: float
    prior_somebody_else: float
    prior_inherited: float
    decay_held: float
    decay_contested: float
    decay_besieged: float
    report_threshold: float
    report_dispute_days: float
    report_counterclaim_days: float
    report_dispute_share: float
    report_dispute_gap_days: float
    report_leaning: float
    report_stray_share: float
    report_pause_days: float
    report_silence_days: float


@cache
def default_parameters() -> Parameters:
    """The shipped table."""
    text = files("tapal.control").joinpath("parameters.toml").read_text(encoding="utf-8")
    return parse(tomllib.loads(text), "control/parameters.toml")


def parse(table: Mapping[str, object], source: str) -> Parameters:
    """A table of sections as Parameters; KnowledgeError names what is missing, unknown or out of range."""
    flat: dict[str, float] = {}
    for section, entries in table.items():
        if not isinstance(entries, Mapping):
            raise KnowledgeError(f"{source}: {section} is not a section")
        for key, value in entries.items():
            flat[f"{section}_{key}"] = _checked(source, section, key, value)
    known = {field.name for field in fields(Parameters)}
    if set(flat) != known:
        raise KnowledgeError(f"{source}: missing {sorted(known - set(flat))}, unknown {sorted(set(flat) - known)}")
    return Parameters(**flat)


def _checked(source: str, section: str, key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise KnowledgeError(f"{source}: {section}.{key} is not a number")
    days = section == "decay" or key.endswith("_days")
    if value < 0 or (not days and value > 1):
        raise KnowledgeError(f"{source}: {section}.{key} = {value} is out of range")
    return float(value)
