"""The branches of a statement while it is compiled."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.query.plan import Branch, ByKeys, Item, Parameter


@dataclass(slots=True)
class Branches:
    """Branches by number."""

    found: list[Branch] = field(default_factory=list)

    def add(self, branch: Branch) -> int:
        """Return the number of a new branch."""
        self.found.append(branch)
        return len(self.found) - 1

    def of_keys(self, label: str, items: tuple[Item, ...]) -> int:
        """Return the number of the branch that reads these items of nodes of a label by their keys, one for all that read the same."""
        for number, branch in enumerate(self.found):
            if isinstance(branch.anchor, ByKeys) and branch.anchor.label == label and branch.items == items:
                return number
        return self.add(Branch(ByKeys(label, Parameter(f"found{len(self.found)}"), redirected=False), items))
