"""Security headers on every answer, as a plain ASGI layer."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBED = "/embed/"


class SecurityHeaders:
    """Adds a Content-Security-Policy without inline script or style, and its companions.

    Pages under ``/embed/`` may be framed by the origins in ``embed_from``; all others by nobody.
    """

    def __init__(self, app: ASGIApp, *, embed_from: tuple[str, ...], https: bool) -> None:
        self._app = app
        self._fixed = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        }
        if https:
            self._fixed["Strict-Transport-Security"] = "max-age=31536000"
        self._ancestors = {False: "'none'", True: " ".join(embed_from)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        embedded = scope["path"].startswith(EMBED)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._fixed)
                headers["Content-Security-Policy"] = policy(
                    self._ancestors[embedded], scope.get("style_hashes", ())
                )
                if not embedded:
                    headers["X-Frame-Options"] = "DENY"
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "private, no-cache"
            await send(message)

        await self._app(scope, receive, with_headers)


def policy(ancestors: str, style_hashes: Sequence[str] = ()) -> str:
    """Everything from this server, nothing inline save style sheets known by their hash, framed by ``ancestors``."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            " ".join(("style-src 'self'", *style_hashes)),
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            f"frame-ancestors {ancestors}",
        )
    )
