"""The HTTP interface: read-only JSON and GeoJSON over one store, and the page that reads it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import FileResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from tapal.api import failures, truces
from tapal.api.coverage import coverage_view
from tapal.api.desk import Desk, Record
from tapal.api.document_view import document_line, document_view
from tapal.api.failures import Missing
from tapal.api.filters import selects, selects_event, selects_span
from tapal.api.geojson import control_geojson, incidents_geojson
from tapal.api.queries import ControlQuery, IncidentQuery, Known
from tapal.api.views import Json, card, control_view, event_view, incident_view, timeline_view
from tapal.model.incident import ControlSpan, Incident
from tapal.model.kinds import DocId, IncidentId

# The page is plain files beside this package; the API serves them and knows nothing else of it.
STATIC = Path(str(files("tapal"))) / "web" / "static"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
# Scraped text is data: no inline script or style, nothing from elsewhere; MapLibre's worker is our own file.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def _newest_first(incident: Incident) -> tuple[date, int, str]:
    """By the first day, the most exactly dated of a day first; what has no date comes last."""
    first, last = incident.when.start, incident.when.end
    if first is None or last is None:
        return first or last or date.min, -10_000, incident.id
    return first, (first - last).days, incident.id


def _chosen(query: IncidentQuery, record: Record) -> list[Incident]:
    found = [incident for incident in record.incidents.values() if selects(query, record, incident)]
    return sorted(found, key=_newest_first, reverse=True)


def _spans(query: ControlQuery, desk: Desk) -> list[ControlSpan]:
    return [span for span in desk.spans(query.as_of, query.as_known_on) if selects_span(query, span)]


def _happenings(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["what happened"])

    @router.get("/incidents")
    def incidents(query: Annotated[IncidentQuery, Query()]) -> Json:
        """Happenings, the latest first, each merged over its reports."""
        record = desk.known(query.as_known_on)
        found = _chosen(query, record)
        page = found[query.offset : query.offset + query.limit]
        return {"total": len(found), "offset": query.offset, "incidents": [card(record, one) for one in page]}

    @router.get("/incidents.geojson")
    def incident_map(query: Annotated[IncidentQuery, Query()]) -> Json:
        """The same happenings as a GeoJSON layer."""
        record = desk.known(query.as_known_on)
        page = _chosen(query, record)[query.offset : query.offset + query.limit]
        return incidents_geojson(card(record, one) for one in page)

    @router.get("/incidents/{incident_id:path}")
    def incident(incident_id: str, query: Annotated[Known, Query()]) -> Json:
        """One happening: every report's version side by side, who says so, why they were merged."""
        record = desk.known(query.as_known_on)
        found = record.incidents.get(IncidentId(incident_id))
        if found is None:
            raise Missing("incident", incident_id)
        return incident_view(record, found)

    @router.get("/events")
    def events(query: Annotated[IncidentQuery, Query()]) -> Json:
        """What single reports say, before merging."""
        record = desk.known(query.as_known_on)
        found = [event for event in record.events.values() if selects_event(query, record, event)]
        page = found[query.offset : query.offset + query.limit]
        return {"total": len(found), "offset": query.offset, "events": [event_view(record, one) for one in page]}

    return router


def _holding(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["who holds what"])

    @router.get("/control")
    def control(query: Annotated[ControlQuery, Query()]) -> Json:
        """Who holds which place: on a day, or all spans."""
        spans = _spans(query, desk)
        return {"total": len(spans), "control": [control_view(span) for span in spans]}

    @router.get("/control.geojson")
    def control_map(query: Annotated[ControlQuery, Query()]) -> Json:
        """The same as a GeoJSON layer."""
        return control_geojson(control_view(span) for span in _spans(query, desk))

    @router.get("/timeline/{place_id:path}")
    def timeline(place_id: str, query: Annotated[Known, Query()]) -> Json:
        """The control timeline of one place with the evidence of every boundary, and the truces whose zone holds it."""
        record = desk.known(query.as_known_on)
        spans = [span for span in record.control if span.place_id == place_id]
        if not spans:
            raise Missing("place", place_id)
        return {**timeline_view(record, spans), "truces": truces.truces_at(record, place_id)}

    return router


def _sources(desk: Desk) -> APIRouter:
    router = APIRouter(prefix="/api", tags=["sources"])

    @router.get("/documents")
    def documents(query: Annotated[Known, Query()]) -> Json:
        """The reports, the latest first."""
        record = desk.known(query.as_known_on)
        reports = sorted(
            record.reports.values(), key=lambda r: (r.document.published or date.min, r.document.id), reverse=True
        )
        return {"total": len(reports), "documents": [document_line(record, report) for report in reports]}

    @router.get("/documents/{doc_id:path}")
    def document(doc_id: str, query: Annotated[Known, Query()]) -> Json:
        """One report: its text, its zones, and the words that every value was read from."""
        record = desk.known(query.as_known_on)
        report = record.reports.get(DocId(doc_id))
        if report is None:
            raise Missing("document", doc_id)
        return document_view(record, report)

    @router.get("/coverage")
    def coverage(query: Annotated[Known, Query()]) -> Json:
        """What the store covers, and on which days it learned something."""
        return coverage_view(desk.known(query.as_known_on), desk.recorded_days())

    return router


def _page() -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/")
    def page() -> Response:
        return FileResponse(STATIC / "index.html", headers={"Cache-Control": "no-cache"})

    @router.get("/favicon.ico")
    def icon() -> Response:
        return FileResponse(STATIC / "tapal.svg", media_type="image/svg+xml")

    return router


def create_app(service: Desk, hosts: Sequence[str] = LOCAL_HOSTS) -> FastAPI:
    """The web application over a store; answers only to requests that name one of `hosts`."""
    app = FastAPI(title="Tapal", version="1", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    failures.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=2000)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*hosts])

    @app.middleware("http")
    async def guarded(request: Request, answer: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await answer(request)
        response.headers.update(HEADERS)
        if request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-cache")
        return response

    for router in (_happenings(service), _holding(service), truces.router_of(service), _sources(service), _page()):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    return app
