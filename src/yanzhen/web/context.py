"""What a template needs to know of the request: language, lens, links, person, preferences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from fastapi import Request
from markupsafe import Markup

from yanzhen.terms import Figure
from yanzhen.web.drawings import place_drawing
from yanzhen.web.language import language_of, translator
from yanzhen.web.numbers import MODALITIES, NumberWriter
from yanzhen.web.phrasebook import said
from yanzhen.web.prose import write_sentence
from yanzhen.web.safety.access import ROLE_TITLES, person_of
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import Choice
from yanzhen.workbench.pages.sentences import Sentence
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import Person, Role

if TYPE_CHECKING:
    from yanzhen.web.registry import Page

MOST_IN_ADDRESS = 40
# Pages whose chart or table other sites may show.
EMBEDDED = ("clusters", "compare", "opportunities", "index", "chain")
THEMES = ("auto", "light", "dark")
SIZES = ("s", "m", "l", "xl")
STATES = {
    "read": N_("未审"),
    "accepted": N_("已采纳"),
    "human": N_("人工更正"),
    "corrected": N_("已更正"),
    "withdrawn": N_("已撤下"),
    "outweighed": N_("采信另一条"),
}
ROLE_NAMES = {
    "subject": N_("主体"),
    "code": N_("信用代码"),
    "region": N_("地区"),
    "industry": N_("行业"),
    "period": N_("时期"),
    "figure": N_("数字"),
    "relation": N_("关系"),
    "ignore": N_("不读"),
}
ANSWERS = {"yes": ("✓", N_("符合")), "no": ("✗", N_("不符合")), "unknown": ("?", N_("无法判断"))}
VERBS = {
    "accept": N_("采纳"),
    "correct": N_("更正"),
    "withdraw": N_("撤下"),
    "internal": N_("标为内部"),
    "public": N_("改为公开"),
    "prefer": N_("采信"),
    "settle": N_("并存"),
    "same": N_("是同一个"),
    "not-same": N_("不是同一个"),
    "unsure": N_("不能确定"),
    "undo": N_("撤销"),
}


@dataclass(frozen=True, slots=True)
class Visit:
    """One request as templates see it."""

    request: Request
    language: str
    lens: Lens
    person: Person | None
    theme: str
    size: str

    @classmethod
    def of(cls, request: Request) -> Visit:
        """Read the visit off a request.

        Raises:
            UsageError: the lens in the address is not valid.
        """
        person = person_of(request)
        internal = person.sees_internal if person else False
        return cls(
            request=request,
            language=language_of(request),
            lens=request.app.state.desk.at_home(Lens.parse(request.query_params, internal=internal)),
            person=person,
            theme=_one_of(request.cookies.get("yz_theme"), THEMES, "auto"),
            size=_one_of(request.cookies.get("yz_size"), SIZES, "m"),
        )

    @property
    def params(self) -> Mapping[str, str]:
        """The parameters of the address."""
        return self.request.query_params

    @property
    def path(self) -> str:
        """The page, without a twin's suffix."""
        path: str = self.request.url.path
        return path

    @property
    def has_account(self) -> bool:
        """Whether this person is logged in: neither the local user nor the reader of a static copy is."""
        return self.person is not None and bool(self.request.app.state.settings.accounts)

    def text(self, message: str) -> str:
        """A text of the catalogue in the reader's language."""
        return translator(self.language)(message)

    def link(self, path: str, **parameters: object) -> str:
        """An address within the workbench that keeps the lens."""
        kept = _kept(self.lens, self.language if "lang" in self.params else "")
        return address(path, kept.parameters | parameters) if parameters else path + kept.written

    def here(self, **changes: object) -> str:
        """This page with some parameters changed; None removes one."""
        return address(self.path, self._given() | changes)

    def twin(self, suffix: str) -> str:
        """This page as ``.json``, ``.xlsx`` or ``.docx``."""
        path = "/overview" if self.path == "/" else self.path
        return address(f"{path}.{suffix}", self._given() | {"part": None})

    def embed(self, key: str) -> str:
        """This page's chart or table by itself, for other sites; empty where there is none."""
        if key not in EMBEDDED:
            return ""
        chain = self.path.rpartition("/")[2] if key == "chain" else None
        return address(f"/embed/{key}", self._given() | {"chain": chain})

    def full_page(self, page: Page) -> str:
        """The page that an embed view is part of."""
        path = page.path.replace("{chain}", quote(self.params.get("chain", "")))
        return address(path, self._given() | {"chain": None})

    def evidence(self, statement_id: str) -> str:
        """The page that shows where a number comes from."""
        return self.link(f"/statement/{statement_id}")

    def basis(self, statement_ids: Sequence[str]) -> str:
        """The page that lists the statements behind a computed number."""
        return self.link("/basis", ids=",".join(statement_ids[:MOST_IN_ADDRESS]))

    def working(self, choice: Choice, region: str, activity: str) -> str:
        """The page that shows how the quotient of one cell comes about."""
        return self.link(
            "/working",
            panel=choice.panel.key,
            value=choice.value,
            region=region,
            year=choice.period,
            activity=activity,
        )

    def entity(self, name: str) -> str:
        """The page of an entity."""
        return self.link(f"/entity/{quote(name, safe='')}")

    def may(self, role: str) -> bool:
        """Whether this person may do what ``role`` may."""
        return self.person is not None and self.person.role >= Role.named(role)

    def may_open(self, page: Page) -> bool:
        """Whether this person may see a page."""
        return self.person is not None and self.person.role >= page.role

    def state(self, state: str) -> str:
        """Where a statement stands, in words."""
        return self.text(STATES[state])

    def answer(self, answer: str, text: str = "") -> str:
        """Yes, no or cannot tell with its mark; a class is shown as its name."""
        if text and text[0] not in "✓✗?":
            return text
        mark, name = ANSWERS[answer]
        return f"{mark} {self.text(name)}"

    def verb(self, verb: str) -> str:
        """A decision in words."""
        return self.text(VERBS[verb])

    def role(self, role: Role) -> str:
        """A person's role in words."""
        return self.text(ROLE_TITLES[role])

    def role_name(self, role: str) -> str:
        """What a column is for, in words."""
        return self.text(ROLE_NAMES[role])

    def modality(self, figure: Figure) -> str:
        """Target, plan, capacity …; nothing for actual figures."""
        name = MODALITIES[figure.modality]
        return self.text(name) if name else ""

    def chain_map(self, chain: str, phone: bool) -> Markup:
        """The map of a chain, wide or for a phone."""
        from yanzhen.web.pages.chains import map_of

        return map_of(self, chain, phone=phone)

    def drawing(self, svg: str) -> Markup:
        """An SVG drawing, its style sheet allowed by the policy of this page."""
        return place_drawing(self.request, svg)

    def sentence(self, sentence: Sentence) -> Markup:
        """A sentence with its numbers and names as links."""
        return write_sentence(self, sentence)

    def said(self, text: object) -> str:
        """A reason, warning or error of another room in the reader's language."""
        return said(str(text), self.language)

    def option(self, option: Any, names: Mapping[str, str] = MappingProxyType({})) -> Any:
        """A chart's option in the reader's language; names that are data stay, unless ``names`` has them."""
        if isinstance(option, str):
            return names[option] if self.language == "en" and option in names else self.said(option)
        if isinstance(option, Mapping):
            return {key: self.option(value, names) for key, value in option.items()}
        if isinstance(option, list | tuple):
            return [self.option(each, names) for each in option]
        return option

    @property
    def writer(self) -> NumberWriter:
        """Writes this visit's numbers."""
        return NumberWriter(self.language, translator(self.language), self.evidence, self.basis)

    def _given(self) -> dict[str, object]:
        """All parameters of the address; one that is given several times as a list."""
        given = self.request.query_params
        return {name: given.getlist(name) for name in given}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What every link takes along, as parameters and as they are written."""

    parameters: dict[str, object]
    written: str


@lru_cache(maxsize=256)
def _kept(lens: Lens, language: str) -> _Kept:
    parameters: dict[str, object] = {**lens.query, **({"lang": language} if language else {})}
    return _Kept(parameters, address("", parameters))


def address(path: str, parameters: Mapping[str, object]) -> str:
    """``path`` with those parameters that say something."""
    query = urlencode({k: v for k, v in parameters.items() if v not in (None, "", [""])}, doseq=True)
    return f"{path}?{query}" if query else path


def _one_of(value: str | None, allowed: tuple[str, ...], default: str) -> str:
    return value if value in allowed else default
