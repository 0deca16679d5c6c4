"""What all benchmarks of a run share: sizes, rounds, the servers, and the service as it is served."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from api.execute import GraphQLService, ServedStore
from bench.graphs import GraphSize
from bench.queries import QUICK_L, QUICK_S, L, PageSize, S
from bench.racing import Rules
from bench.servers import Servers
from graph.store import Store
from liantu.settings import DeclaredSettings, Settings
from liantu.wiring import build_service

# The store of the sizes S and L; a firm of 5,000 projects is among its nodes, and last in the order of keys.
BASE = GraphSize(14_000, hub=5_000)
QUICK_BASE = GraphSize(700, hub=100)
LARGEST = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """How a run measures.

    Attributes:
        servers: Starts the stores.
        quick: Whether to show only that everything works: small graphs, few rounds, no verdicts.
        size: Nodes of the largest graph.
    """

    servers: Servers
    quick: bool = False
    size: int = LARGEST

    @property
    def base(self) -> GraphSize:
        """The graph of all benchmarks but the one of growth."""
        return QUICK_BASE if self.quick else BASE

    @property
    def pages(self) -> tuple[PageSize, PageSize]:
        """The nested pages S and L."""
        return (QUICK_S, QUICK_L) if self.quick else (S, L)

    def rules(self, rounds: int, warm_up: int = 2) -> Rules:
        """Return rules with so many rounds, or two in a quick run."""
        return Rules(2, 1) if self.quick else Rules(rounds, warm_up)

    def calls(self, count: int) -> int:
        """Return how many calls a round makes: two at most in a quick run."""
        return min(count, 2) if self.quick else count


def service_of(store: ServedStore) -> GraphQLService:
    """Return the service on a store with the default settings, whatever the environment says."""
    defaults: DeclaredSettings = Settings.model_construct()
    return build_service(defaults, cast("Store", store))  # the service asks no more of it than a ServedStore answers
