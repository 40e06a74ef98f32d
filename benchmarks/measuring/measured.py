"""What one program took at one size, kept as a file, so that sizes can be measured one by one."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.measuring.machine import Machine
from benchmarks.measuring.process import Cost
from benchmarks.measuring.race import Contender, Costs, Race


class Format(StrEnum):
    """What the files are that a program reads."""

    CSV = "CSV"
    PARQUET = "Parquet"


@dataclass(frozen=True, slots=True)
class Measured:
    """A program's costs, and those of what it is compared to in the same rounds."""

    touches: int
    format: Format
    name: str
    """The contender's."""
    reference: str
    """Name of the contender that it is divided by; its own if it is the reference."""
    race: Race
    """The costs of the program, of the reference, and of what either imports."""
    machine: Machine
    """On what it ran."""

    @property
    def costs(self) -> Costs:
        """Return the program's own rounds."""
        return self.race.of(self.name)

    def own(self, measure: Callable[[Cost], float]) -> float:
        """Return the median cost without that of importing its library."""
        return median(self.race.own(self.name, measure))

    def ratio(self, measure: Callable[[Cost], float]) -> float:
        """Return the median over the rounds of its cost divided by the reference's."""
        return self.race.ratio(self.name, self.reference, measure)

    def save(self, folder: Path) -> None:
        """Write it into a folder, instead of what was measured of the same before."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / make_file_name(self.touches, self.format, self.name)
        path.write_text(json.dumps(self._fields(), indent=1), encoding="utf-8")

    def _fields(self) -> dict[str, Any]:
        return {
            "touches": self.touches,
            "format": self.format,
            "name": self.name,
            "reference": self.reference,
            "machine": asdict(self.machine),
            "costs": [
                {
                    "name": costs.contender.name,
                    "imports": costs.contender.imports,
                    "rounds": [[each.wall, each.cpu, each.peak] for each in costs.rounds],
                    "printed": costs.printed,
                    "out": costs.out,
                }
                for costs in self.race.costs
            ],
        }


def split_race(
    touches: int, kind: Format, race: Race, reference: str, machine: Machine
) -> Iterator[Measured]:
    """Yield what a race measured, program by program; imports are no programs."""
    imports = {costs.contender.imports for costs in race.costs}
    for costs in race.costs:
        name = costs.contender.name
        if name in imports:
            continue
        needed = {name, reference, costs.contender.imports}
        needed.add(race.of(reference).contender.imports)
        some = Race(tuple(each for each in race.costs if each.contender.name in needed))
        yield Measured(touches, kind, name, reference, some, machine)


def make_file_name(touches: int, kind: Format, name: str) -> str:
    """Return the name of the file that holds what was measured of a program."""
    words = re.findall(r"\w+", f"{touches} {kind} {name}".lower())
    return f"{'-'.join(words)}.json"


def load_measured(path: Path) -> Measured:
    """Return what `Measured.save` wrote."""
    fields = json.loads(path.read_text(encoding="utf-8"))
    costs = tuple(
        Costs(
            Contender(each["name"], (), each["imports"]),
            tuple(Cost(*cost) for cost in each["rounds"]),
            each["printed"],
            each["out"],
        )
        for each in fields.pop("costs")
    )
    kind, machine = Format(fields.pop("format")), Machine(**fields.pop("machine"))
    return Measured(**fields, format=kind, race=Race(costs), machine=machine)
