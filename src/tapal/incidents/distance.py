"""Distances on the earth in kilometres."""

from math import asin, cos, radians, sin, sqrt

from tapal.model.where import Where

EARTH_KM = 6371.0


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance between two points in degrees WGS 84 (haversine)."""
    dlat, dlon = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    h = sin(dlat) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(dlon) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(h)))


def between(first: Where, second: Where) -> float:
    """Distance between two resolved places, less the areas that their words describe."""
    gap = kilometres(first.lat, first.lon, second.lat, second.lon)
    return max(0.0, gap - first.radius_km - second.radius_km)
