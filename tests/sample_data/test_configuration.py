from pathlib import Path

import yaml

IN_SCOPE = {"timezone", "currency", "touchpoints", "orders", "journeys"}


def test_the_configuration_names_the_files_beside_it(folder: Path) -> None:
    settings = yaml.safe_load((folder / "merito.yaml").read_text(encoding="utf-8"))
    assert set(settings) == IN_SCOPE
    assert (folder / settings["touchpoints"]["files"]).is_file()
    assert (folder / settings["orders"]["files"]).is_file()


def test_the_commented_models_can_be_taken_in(folder: Path) -> None:
    text = (folder / "merito.yaml").read_text(encoding="utf-8")
    _, _, block = text.partition("#\n# models:\n")
    lines = [line.removeprefix("# ").removeprefix("#") for line in block.splitlines()]
    models = yaml.safe_load("models:\n" + "\n".join(lines))["models"]
    names = [model if isinstance(model, str) else model["name"] for model in models]
    assert names[-3:] == ["j_shaped", "brand_discounted", "ga_acquisition"]
    assert len(names) == len(set(names)) == 9
