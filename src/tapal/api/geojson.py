"""Incidents and control spans as GeoJSON (RFC 7946: longitude first, WGS 84)."""

from collections.abc import Iterable, Mapping
from typing import cast

from tapal.api.views import Json
from tapal.exports import ATTRIBUTION


def _feature(identity: object, lon: object, lat: object, properties: Json) -> Json:
    return {
        "type": "Feature",
        "id": identity,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
        "properties": properties,
    }


def _collection(features: list[Json]) -> Json:
    return {"type": "FeatureCollection", "attribution": ATTRIBUTION, "features": features}


def incidents_geojson(cards: Iterable[Json]) -> Json:
    """A point for each incident whose place is known; `unplaced` counts the others."""
    features: list[Json] = []
    unplaced = 0
    for shown in cards:
        if shown["where"] is None:
            unplaced += 1
            continue
        where = cast(Mapping[str, object], shown["where"])
        features.append(_feature(shown["id"], where["lon"], where["lat"], shown))
    return {**_collection(features), "unplaced": unplaced}


def control_geojson(spans: Iterable[Json]) -> Json:
    """A point for each control span."""
    features: list[Json] = []
    for number, shown in enumerate(spans):
        place = cast(Mapping[str, object], shown["place"])
        features.append(_feature(number, place["lon"], place["lat"], shown))
    return _collection(features)
