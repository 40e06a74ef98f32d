"""Make the peers' environments: `python -m benchmarks.peers DIR`."""

import argparse
from pathlib import Path

from benchmarks.peers.environments import Peer, make_interpreter


def main() -> None:
    """Make every environment that is missing and print its interpreter."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the environments are kept")
    folder: Path = parser.parse_args().folder
    for peer in Peer:
        print(make_interpreter(peer, folder))


if __name__ == "__main__":
    main()
