"""Who may use a workbench: accounts, sessions, and the trail of what was changed and exported."""

from yanzhen.workbench.people.roles import LOCAL, PUBLIC, Person, Role
from yanzhen.workbench.people.store import PeopleStore
from yanzhen.workbench.people.trail import TrailEntry

__all__ = ["LOCAL", "PUBLIC", "PeopleStore", "Person", "Role", "TrailEntry"]
