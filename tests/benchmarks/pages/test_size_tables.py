from benchmarks.measuring.measured import Format
from benchmarks.pages.size_tables import render_page, render_summary
from tests.benchmarks.made_up import measured

READ = "`pl.read_csv` of both files"
MEASURED = [
    measured(READ, 10**6, 1),
    measured("SQL", 10**6, 3),
    measured("pandas", 10**6, 8),
    measured("SQL", 10**6, 2, Format.PARQUET),
    measured(READ, 10**7, 10),
    measured("SQL", 10**7, 45),
    measured("pandas", 10**7, "over 20 GB"),
]


def test_page() -> None:
    assert render_page(MEASURED, ["Spark is left out: no Java"], "scaling.svg") == (
        "2 cores. merito 1.0. Load average before a piece at most 0.5.\n"
        "\n"
        "Spark is left out: no Java\n"
        "\n"
        "| program | wall s | CPU s | peak MB | times reading | CPU times reading |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n"
        "| **1,000,000 touches, 100,000 orders, from CSV** |  |  |  |  |  |\n"
        "| `pl.read_csv` of both files | 1.50 | 2.50 | 1,000 | 1 | 1 |\n"
        "| SQL | 3.50 | 6.50 | 3,000 | 3.00 | 3.00 |\n"
        "| pandas | 8.50 | 16.50 | 8,000 | 8.00 | 8.00 |\n"
        "| **1,000,000 touches, 100,000 orders, from Parquet** |  |  |  |  |  |\n"
        "| SQL | 2.50 | 4.50 | 2,000 | 2.00 | 2.00 |\n"
        "| **10,000,000 touches, 1,000,000 orders, from CSV** |  |  |  |  |  |\n"
        "| `pl.read_csv` of both files | 10.50 | 20.50 | 10,000 | 1 | 1 |\n"
        "| SQL | 45.50 | 90.50 | 45,000 | 4.50 | 4.50 |\n"
        "| pandas | over 20 GB |  |  |  |  |\n"
        "\n"
        "CPU time by the touch in microseconds, and the slopes of log(CPU time) and of log(wall\n"
        "time) against log(touches) from each size to the next; 1 is in proportion:\n"
        "\n"
        "| program | 1,000,000 | 10,000,000 | CPU slopes | wall slopes |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| `pl.read_csv` of both files | 2.000 | 2.000 | 1.00 | 1.00 |\n"
        "| SQL | 6.000 | 9.000 | 1.18 | 1.18 |\n"
        "| pandas | 16.000 | over 20 GB |  |  |\n"
        "| SQL, Parquet | 4.000 |  |  |  |\n"
        "\n"
        "Faster than linearly (slope of CPU time above 1.05) grow: SQL (1.18).\n"
        "\n"
        "![Wall time and memory against touches, all axes logarithmic](scaling.svg)"
    )


def test_short_form_is_of_ten_million_touches_from_csv() -> None:
    larger = [measured("SQL", 10**8, 500), measured("SQL", 10**7, 30, Format.PARQUET)]
    assert render_summary([*MEASURED, *larger], "benchmarks/scaling.svg") == (
        "Six models, 10,000,000 touches and 1,000,000 orders from CSV."
        " 2 cores. merito 1.0. Load average before a piece at most 0.5.\n"
        "\n"
        "| program | wall s | CPU s | peak MB | times reading |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| `pl.read_csv` of both files | 10.50 | 20.50 | 10,000 | 1 |\n"
        "| SQL | 45.50 | 90.50 | 45,000 | 4.50 |\n"
        "| pandas | over 20 GB |  |  |  |\n"
        "\n"
        "![Wall time and memory against touches, all axes logarithmic](benchmarks/scaling.svg)"
    )
