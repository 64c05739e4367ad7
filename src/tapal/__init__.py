"""Tapal reads reports of armed conflict into a sourced, dated, mapped record."""

__version__ = "0.1.0"
