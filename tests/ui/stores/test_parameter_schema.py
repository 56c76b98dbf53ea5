"""A feature's JSON Schema, read into what a form needs."""

from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field

from desktop_app.imaging.features import FEATURES
from desktop_app.ui.stores import parameter_schema
from desktop_app.ui.stores.parameter_schema import Limit, Line, Number, OneOf, OnOff, Parameter, SeveralOf


class Everything(BaseModel):
    """A feature of tomorrow, with every kind of parameter, and some that nobody knows yet."""

    fast: bool = True
    strength: float = Field(0.5, ge=0, le=1)
    steps: int = Field(4, ge=1, le=9)
    mood: Literal["calm", "loud"] = "calm"
    seed: int | None = Field(None, ge=1, le=999)
    note: str = Field("", max_length=20)
    shops: list[Literal["north", "south", "west"]] = Field(["north"], min_length=1, max_length=2)
    tags: list[str] = ["a"]
    unbounded: int = 3
    required_shape: dict[str, int]


@pytest.fixture
def everything():
    return parameter_schema.read(Everything.model_json_schema())


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.id)
def test_every_feature_is_read_whole_with_its_own_defaults(feature):
    schema = parameter_schema.read(feature.view().parameters)
    assert schema.defaults == feature.parameters().model_dump(mode="json")
    assert not [each.name for each in schema.parameters if type(each) is Parameter]
    assert all(each.title.zh != each.title.en or each.title.en.isupper() for each in schema.parameters)


@pytest.mark.parametrize("feature", FEATURES.values(), ids=lambda feature: feature.id)
def test_what_is_suggested_for_a_limit_is_something_the_server_takes(feature):
    limits = [each for each in parameter_schema.read(feature.view().parameters).parameters if isinstance(each, Limit)]
    for limit in limits:
        feature.parameters.model_validate({limit.name: limit.suggested})


def test_every_kind_is_known_and_the_unknown_can_at_least_be_looked_at(everything):
    kinds = {each.name: type(each) for each in everything.parameters}
    assert kinds == {
        "fast": OnOff,
        "strength": Number,
        "steps": Number,
        "mood": OneOf,
        "seed": Limit,
        "note": Line,
        "shops": SeveralOf,
        "tags": Parameter,
        "unbounded": Parameter,
    }


def test_values_that_do_not_fit_fall_back_one_by_one(everything):
    kept: dict[str, Any] = {"fast": "yes", "strength": 0.25, "steps": 12, "mood": "sad", "seed": 7, "gone": 1}
    assert everything.fitting(kept) == {**everything.defaults, "strength": 0.25, "seed": 7}


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (["west", "south"], ["west", "south"]),
        ([], ["north"]),
        (["north", "south", "west"], ["north"]),
        (["south", "south"], ["north"]),
        (["east"], ["north"]),
        ("south", ["north"]),
    ],
)
def test_of_several_only_known_ones_fit_each_once_and_as_many_as_asked(everything, chosen, kept):
    assert everything.fitting({"shops": chosen})["shops"] == kept


@pytest.mark.parametrize("schema", [{}, {"properties": {"a": 3}}, {"properties": {"a": {"enum": []}}, "sections": 7}])
def test_a_schema_that_makes_no_sense_gives_an_empty_form(schema):
    assert parameter_schema.read(schema).parameters == ()
