"""Print the six models as ClickHouse computes them: `chdb_models.py TOUCHPOINTS ORDERS`."""

import sys
from pathlib import Path

from chdb.session import Session  # type: ignore[import-not-found]  # only its environment has it


def main() -> None:
    """Run the statements beside this file and print model, channel, conversions and revenue."""
    touchpoints, orders = (str(Path(name).absolute()) for name in sys.argv[1:])
    text = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
    session = Session()
    for statement in text.split(";\n"):
        if statement.strip():
            files = {"TOUCHPOINTS": touchpoints, "ORDERS": orders}
            sys.stdout.write(str(session.query(statement.format(**files), "CSVWithNames")))


if __name__ == "__main__":
    main()
