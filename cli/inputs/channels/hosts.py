"""Hosts by the listed source that they belong to: de.linkedin.com, google.pl, m.facebook.com."""

from collections.abc import Collection, Sequence
from typing import Final, NamedTuple

import polars as pl

_LABELS_BEFORE: Final = 2
"""How many labels may stand before a listed host: www.de.kelkoo.com."""


class HostNames(NamedTuple):
    """How hosts differ from the listed ones they belong to; see configs/channels/hosts.yaml."""

    labels: Sequence[str]
    everywhere: Sequence[str]
    countries: Sequence[str]

    def find_listed(self, source: pl.Expr, listed: Collection[str]) -> pl.Expr:
        """Return the listed source that a source belongs to; what belongs to none stays as it is.

        `source` is in small letters. The longest form that is listed wins, so that a kind of its
        own may be given to de.linkedin.com; labels are only taken from what is a host without them.
        """
        hosts = [name for name in listed if "." in name]
        found = [_keep_listed(source, listed), self._find_owner(source, listed)]
        shorter = source
        for _ in range(_LABELS_BEFORE):
            shorter = shorter.str.replace(self._label, "")
            found += [_keep_listed(shorter, hosts), self._find_owner(shorter, listed)]
        return pl.coalesce(*found, source)

    @property
    def _label(self) -> str:
        return rf"^(?:{'|'.join(self.labels)}|[a-z]{{2}}(?:-[a-z]{{2}})?)\."

    def _find_owner(self, host: pl.Expr, listed: Collection[str]) -> pl.Expr:
        """Return the company of a host with the ending of a country, null of any other."""
        names = "|".join(name for name in self.everywhere if name in listed)
        endings = "|".join(ending.replace(".", r"\.") for ending in self.countries)
        return host.str.extract(rf"^({names})\.(?:com?\.)?(?:{endings})$")


def _keep_listed(source: pl.Expr, listed: Collection[str]) -> pl.Expr:
    return pl.when(source.is_in(list(listed))).then(source)
