"""Logs: what happened, by identifiers. Never what people wrote, and never their names."""

from __future__ import annotations

import logging
import sys

import structlog


def set_up(form: str, *watching: structlog.typing.Processor) -> None:
    """Log to standard error; `form` is `"text"` or `"json"`. `watching` sees every line, and changes none."""
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            *watching,
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)  # it would quote whatever answer it cannot read
