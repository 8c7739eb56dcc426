"""The rows of the result, and how they are shown."""

import json
import statistics
from dataclasses import asdict, dataclass


@dataclass
class Row:
    name: str
    ours: str
    reference: str
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self):
        return "" if self.met is None else "ok" if self.met else "MISS"


def median(values):
    return statistics.median(values)


def ratio_of_rounds(ours, reference):
    """Of each pair of neighbouring rounds first, so that a machine that slows down meanwhile slows both."""
    return median([mine / theirs for mine, theirs in zip(ours, reference)])


def spread(values):
    """How far the rounds lie apart, as a share of their median."""
    return (max(values) - min(values)) / median(values)


def show(rows):
    header = ["name", "ours", "reference", "ratio", "goal", ""]
    lines = [[row.name, row.ours, row.reference, "" if row.ratio is None else f"{row.ratio:.2f}", row.goal, row.verdict]
             for row in rows]
    widths = [max(len(line[column]) for line in [header, *lines]) for column in range(len(header))]
    for line in [header, *lines]:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def show_json(rows):
    print(json.dumps([asdict(row) for row in rows], indent=2))
