"""The one shape of every error: {"error": {"code", "message", "field"}}."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from tapal.errors import InputError, NotFound, StoreError, TapalError

CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 500: "internal", 503: "store"}


class Missing(NotFound):
    """An id in the address that the store does not have; names the field."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"There is no {field} '{value}' in this store as known on the day asked for.")
        self.field = field


def failure(status: int, code: str, message: str, field: str | None = None) -> JSONResponse:
    """An error answer."""
    return JSONResponse({"error": {"code": code, "message": message, "field": field}}, status_code=status)


def _tapal(_: Request, error: Exception) -> JSONResponse:
    if isinstance(error, NotFound):
        return failure(404, "not_found", str(error), getattr(error, "field", None))
    if isinstance(error, InputError):
        return failure(400, "bad_request", str(error))
    return failure(503 if isinstance(error, StoreError) else 500, "store", str(error))


def _http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return failure(error.status_code, CODES.get(error.status_code, "error"), str(error.detail))


def _invalid(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = next((str(part) for part in first["loc"][1:] if isinstance(part, str)), None)
    if first["type"] == "extra_forbidden":
        return failure(422, "unknown_parameter", f"There is no parameter '{field}' here; see /api/openapi.json.", field)
    return failure(422, "invalid_parameter", str(first["msg"]).removeprefix("Value error, "), field)


def install(app: FastAPI) -> None:
    """Makes the application answer every error in this shape."""
    app.add_exception_handler(TapalError, _tapal)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(
        Exception, lambda *_: failure(500, "internal", "Tapal failed here; the log of the server says where.")
    )
