"""Long work in the background: it shows how far it is, can be cancelled, and is kept for a while when done."""

from __future__ import annotations

import copy
import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from yanzhen.errors import YanzhenError

log = logging.getLogger(__name__)
KEPT_SECONDS = 3600
MOST_RUNNING = 4


class Cancelled(Exception):
    """Somebody pressed cancel."""


@dataclass
class Job:
    """One piece of work. ``owner`` is the account that started it; only the owner and admins see it."""

    id: str
    owner: str
    title: str
    done: int = 0
    total: int = 0
    message: str = ""
    result: Any = None
    error: YanzhenError | None = None
    cancelled: bool = False
    ended: bool = False
    started: float = field(default_factory=time.monotonic)
    data: dict[str, Any] = field(default_factory=dict)
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def claim(self, step: str, following: str) -> bool:
        """Go from one step to the next if the job has ended there; of two who ask at once, one gets it."""
        with self._turn:
            if not self.ended or self.data.get("step") != step:
                return False
            self.data["step"] = following
            return True

    def progress(self, done: int, total: int, message: str) -> None:
        """Note how far the work is.

        Raises:
            Cancelled: the job was cancelled.
        """
        if self.cancelled:
            raise Cancelled
        self.done, self.total, self.message = done, total, message

    def snapshot(self) -> Job:
        """The job at one moment: a page must not see it end while it is being written."""
        ended = self.ended
        copied = copy.copy(self)
        copied.ended = ended
        return copied

    def to_json(self) -> dict[str, Any]:
        """What a page that follows the job needs to know."""
        return {
            "id": self.id,
            "title": self.title,
            "done": self.done,
            "total": self.total,
            "message": self.message,
            "ended": self.ended,
            "cancelled": self.cancelled,
            **(self.error.to_json() if self.error else {"error": None}),
        }


class JobBoard:
    """The jobs of this server process."""

    def __init__(self) -> None:
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()

    def open(self, owner: str, title: str) -> Job:
        """A new job that has not begun; :meth:`run` begins it.

        Raises:
            YanzhenError: too many jobs are running.
        """
        job = Job(secrets.token_urlsafe(9), owner, title)
        with self._lock:
            self._forget_old()
            if sum(not each.ended for each in self._jobs.values()) >= MOST_RUNNING:
                raise YanzhenError("同时进行的任务太多", todo="等一个任务结束后再试")
            self._jobs[job.id] = job
        return job

    def run(self, job: Job, work: Callable[[Job], Any]) -> None:
        """Begin, or begin again, in a thread of its own; an earlier result stays until the new one is there."""
        job.ended, job.error, job.cancelled = False, None, False
        threading.Thread(target=_run, args=(job, work), daemon=True, name=f"job {job.title}").start()

    def find(self, job_id: str, viewer: str, *, sees_all: bool) -> Job | None:
        """A job by id, if this person may see it."""
        job = self._jobs.get(job_id)
        return job if job and (sees_all or job.owner == viewer) else None

    def of(self, viewer: str, *, sees_all: bool) -> list[Job]:
        """Jobs this person may see, newest first."""
        listed = [j for j in self._jobs.values() if sees_all or j.owner == viewer]
        return sorted(listed, key=lambda job: -job.started)

    def _forget_old(self) -> None:
        limit = time.monotonic() - KEPT_SECONDS
        for job_id in [j.id for j in self._jobs.values() if j.ended and j.started < limit]:
            del self._jobs[job_id]


def _run(job: Job, work: Callable[[Job], Any]) -> None:
    try:
        job.result = work(job)
    except Cancelled:
        job.message = "已取消，台账没有改动"
    except YanzhenError as error:
        job.error = error
    except Exception:
        log.exception("job %s failed", job.title)
        job.error = YanzhenError("任务出错，详情已写入日志", todo="请把时间告诉管理员")
    finally:
        job.ended = True
