"""The settings of Spark: numbers as Spark writes them, secrets that no report shows."""

import json

from cli.settings.sections.spark import Spark


def test_numbers_and_flags_become_text() -> None:
    conf = {"spark.executor.cores": 2, "spark.speculation": True, "spark.memory.fraction": 0.5}
    assert Spark.model_validate({"conf": conf}).conf == {
        "spark.executor.cores": "2",
        "spark.speculation": "true",
        "spark.memory.fraction": "0.5",
    }


def test_a_section_of_comments_is_empty() -> None:
    assert Spark.model_validate({"conf": None}).conf == {}


def test_reports_do_not_show_secrets() -> None:
    given = {
        "remote": "sc://spark.example:443/;use_ssl=true;token=abc;user_id=anna",
        "conf": {
            "spark.hadoop.fs.s3a.secret.key": "abc",
            "spark.hadoop.fs.s3a.access.key": "abc",
            "spark.executor.memory": "8g",
        },
    }
    settings = Spark.model_validate(given)
    assert settings.conf == given["conf"]
    assert settings.remote == given["remote"]
    assert json.loads(settings.model_dump_json()) == {
        "remote": "sc://spark.example:443/;use_ssl=true;token=***;user_id=anna",
        "master": None,
        "conf": {
            "spark.hadoop.fs.s3a.secret.key": "***",
            "spark.hadoop.fs.s3a.access.key": "***",
            "spark.executor.memory": "8g",
        },
        "buckets": None,
    }
