"""The counters and what the database shows, in the words of Prometheus. No label is anybody, or one of ever more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.telegram.updates import ALLOWED
from bot.watching.looking import Sight
from bot.watching.pulse import BOUNDS, FAULTS, OTHER, Pulse, Spread

OUTCOMES = ("sent", "refused", "retried", "unreachable")
WAITING = ("reply", "other")


class Figures(Collector):
    """What is told at one moment. Without a sight, only what this process counted."""

    def __init__(self, pulse: Pulse, sight: Sight) -> None:
        self.pulse = pulse
        self.sight = sight

    def collect(self) -> Iterator[Metric]:
        pulse = self.pulse
        yield InfoMetricFamily("sounding", "The release that runs.", {"version": version("sounding")})
        yield _counted("updates", "Updates that came in.", "kind", pulse.updates, (*ALLOWED, OTHER))
        yield CounterMetricFamily("sounding_turns", "Turns of conversations that were committed.", pulse.turns)
        yield _counted("messages", "Messages by what came of sending them.", "outcome", pulse.messages, OUTCOMES)
        kinds = sorted({*FAULTS.values(), OTHER})
        yield _counted("faults", "Faults that the log tells of.", "kind", pulse.faults, kinds)
        yield _spread("turn_seconds", "From the receipt of an update to its commit.", pulse.taken)
        yield _spread("reply_seconds", "From the receipt of updates to the reply that was sent.", pulse.replied)
        yield _spread("commit_seconds", "Time in the database for one commit of what came together.", pulse.written)
        yield _gauge("up_to_date", "Whether the database is reached and of this release.", float(not self.sight.fault))
        if not self.sight.fault:
            yield from self._seen()

    def _seen(self) -> Iterator[Metric]:
        sight = self.sight
        depth = GaugeMetricFamily("sounding_outbox_messages", "Messages that wait to be sent.", labels=["kind"])
        age = GaugeMetricFamily("sounding_outbox_oldest_seconds", "How long the oldest has waited.", labels=["kind"])
        for kind, waiting in zip(WAITING, (sight.replies, sight.others), strict=True):
            depth.add_metric([kind], waiting.count)
            age.add_metric([kind], waiting.age)
        yield depth
        yield age
        yield _gauge("timers_late", "Timers that are due and not looked at yet.", sight.late.count)
        yield _gauge("timers_late_seconds", "How long the oldest of them has been due.", sight.late.age)
        yield _gauge("set_aside_updates", "Updates that failed and wait for `sounding doctor`.", sight.aside)
        yield _gauge("unreachable_chats", "Chats that cannot be written to.", sight.unreachable)


def exposed(pulse: Pulse, sight: Sight) -> bytes:
    """The text that Prometheus reads, with what the process itself uses."""
    registry = CollectorRegistry()
    registry.register(Figures(pulse, sight))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


def _gauge(name: str, meaning: str, value: float) -> Metric:
    return GaugeMetricFamily(f"sounding_{name}", meaning, value)


def _counted(name: str, meaning: str, label: str, counts: dict[str, int], known: Iterable[str]) -> Metric:
    """A counter with every label it may have, so that a first fault is seen as a rise from nought."""
    family = CounterMetricFamily(f"sounding_{name}", meaning, labels=[label])
    for each in known:
        family.add_metric([each], counts.get(each, 0))
    return family


def _spread(name: str, meaning: str, spread: Spread) -> Metric:
    bounds = [*map(str, BOUNDS), "+Inf"]
    buckets = list(zip(bounds, accumulate(spread.classes), strict=True))
    return HistogramMetricFamily(f"sounding_{name}", meaning, buckets, spread.total)
