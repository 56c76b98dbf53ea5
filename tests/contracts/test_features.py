"""What every feature owes the window, the command line and the API: a whole schema, in both languages."""

import json
from typing import Any

import pytest

from desktop_app.imaging.features import FEATURES, Feature

FIELDS = [
    (feature, name) for feature in FEATURES.values() for name in feature.parameters.model_json_schema()["properties"]
]


def in_both(said: dict[str, str]) -> bool:
    return set(said) == {"zh-CN", "en"} and all(text.strip() for text in said.values())


def values(schema: dict[str, Any], field: dict[str, Any]) -> list[Any] | None:
    """What a choice can be, None for a field that is none."""
    reference = field.get("$ref") or next((part["$ref"] for part in field.get("allOf", []) if "$ref" in part), None)
    if reference:
        return schema["$defs"][reference.rpartition("/")[2]]["enum"]
    return field.get("enum") or field.get("items", {}).get("enum")


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES)
def test_a_feature_crosses_the_wire_whole(feature: Feature):
    view = feature.view().model_dump(mode="json", by_alias=True)

    assert json.loads(json.dumps(view, ensure_ascii=False)) == view
    assert in_both(view["title"])
    assert in_both(view["description"])
    assert view["quota_cost"] >= 1
    assert view["rate_limit_policy"] == {"max_per_hour": 5, "max_per_day": 20, "max_images_per_batch": 50}


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES)
def test_the_defaults_of_a_feature_are_valid_and_survive_json(feature: Feature):
    defaults = feature.parameters()

    again = feature.parameters.model_validate(json.loads(defaults.model_dump_json()))

    assert again == defaults


@pytest.mark.parametrize("feature", FEATURES.values(), ids=FEATURES)
def test_a_feature_takes_no_parameter_it_does_not_know(feature: Feature):
    assert feature.parameters.model_json_schema()["additionalProperties"] is False


@pytest.mark.parametrize(("feature", "name"), FIELDS, ids=[f"{feature.id}.{name}" for feature, name in FIELDS])
def test_a_parameter_says_in_both_languages_what_it_is_and_where_it_stands(feature: Feature, name: str):
    schema = feature.parameters.model_json_schema()
    field = schema["properties"][name]

    assert in_both(field["titles"])
    assert in_both(field["descriptions"])
    assert field["section"] in {section["id"] for section in schema["sections"]}
    assert all(in_both(section["titles"]) for section in schema["sections"])
    assert "default" in field


@pytest.mark.parametrize(("feature", "name"), FIELDS, ids=[f"{feature.id}.{name}" for feature, name in FIELDS])
def test_a_choice_has_words_for_each_value_and_a_number_has_bounds(feature: Feature, name: str):
    schema = feature.parameters.model_json_schema()
    field = schema["properties"][name]
    choices = values(schema, field)

    if choices is not None:
        assert set(field["choices"]) == set(choices)
        assert all(in_both(said) for said in field["choices"].values())
    elif field["type"] == "integer":
        assert field["minimum"] <= field["default"] <= field["maximum"]
    else:
        assert field["type"] == "boolean"
