"""Add: a text, files, or the address of a page; and how far the reading of them is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from musnad.errors import FetchError, MissingError, UsageError
from musnad.intake.fetch import check_url
from musnad.intake.options import Options
from musnad.web.adding import TAKEN, Desk, Job, fetched, pasted, uploaded
from musnad.web.context import Writable
from musnad.web.forms import Table
from musnad.web.rendering import answer
from musnad.web.security import address

router = APIRouter(dependencies=[Writable])
Short = Annotated[str, Form(max_length=2000)]
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Adding:
    """What can be added: the endings of the files that are taken."""

    endings: tuple[str, ...] = TAKEN


@dataclass(frozen=True, slots=True)
class Progress:
    """A job, and how far it is."""

    job: Job

    def to_dict(self) -> dict[str, Any]:
        """Its counts, and what came of each article."""
        outcomes = [{"what": o.what, "title": o.title, "article": o.number, "why": o.why} for o in self.job.outcomes]
        return {"job": self.job.id, "done": self.job.done, "read": self.job.read, "failed": self.job.failed, "outcomes": outcomes}

    def table(self) -> Table:
        """What came of each article."""
        return ("what", "title", "article", "why"), ((o.what, o.title, o.number, o.why) for o in self.job.outcomes)


@router.get("/add")
def add(request: Request) -> Response:
    """The forms by which articles are added."""
    return answer(request, "add.html", Adding())


@router.get("/add/{job}")
def progress(request: Request, job: str) -> Response:
    """How far a job is. MissingError for one that is not known, or no more."""
    found = _desk(request).job(job)
    if found is None:
        raise MissingError("this adding is not known, or from before the last start")
    return answer(request, "adding.html", Progress(found), outlets=[])


@router.post("/add/text")
def text(request: Request, text: Annotated[str, Form()], title: Short = "", outlet: Short = "", published: Short = "", url: Short = "") -> Response:
    """Add a text that was pasted."""
    article = pasted(text, title, outlet, published, url)
    return _taken(request, article.title or article.id, lambda: [article])


@router.post("/add/files")
def files(request: Request, files: Annotated[list[UploadFile], File()], outlet: Short = "", published: Short = "") -> Response:
    """Add files."""
    options = Options(published=published.strip() or None, outlet=outlet.strip() or None)
    given = [(file.filename, file.file.read()) for file in files if file.filename]
    if not given or len(given) > MOST_FILES:
        raise UsageError(f"choose files to add, at most {MOST_FILES} at once")
    found = uploaded(given, options)
    return _taken(request, ", ".join(name for name, _ in given)[:200], lambda: found)


@router.post("/add/url")
def url(request: Request, url: Short) -> Response:
    """Add the article of a page, which is fetched as `musnad watch` fetches. UsageError for what is no address of one."""
    where = url.strip()
    try:
        check_url(where)
    except FetchError as error:
        raise UsageError(str(error)) from error
    desk = _desk(request)
    return _taken(request, where, lambda: fetched(where, desk.fetcher))


def _taken(request: Request, what: str, find: Any) -> Response:
    """Take a job, and show how far it is. RefusedError if this address adds too much."""
    request.app.state.adds.count(address(request))
    return RedirectResponse(f"/add/{_desk(request).take(what, find).id}", 303)


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk
