"""Long work as a job: asked for on a page, done by a worker, watched, stopped, begun again, found when it is stuck.

`does` registers what does a kind of job. `begin` writes the job and its work in one transaction; the work runs through
the outbox, so that it happens once whatever dies. What it wrote stands or falls with the step: a step that is stopped
or fails leaves nothing, and `resume` begins it again.
"""

from core.jobs.asking import begin, next_step, resume, stop
from core.jobs.doing import Finished, does
from core.jobs.keeping import KeptPart, forget, keep, kept
from core.jobs.watching import Stopped, Watch, progress_of

__all__ = [
    "Finished",
    "KeptPart",
    "Stopped",
    "Watch",
    "begin",
    "does",
    "forget",
    "keep",
    "kept",
    "next_step",
    "progress_of",
    "resume",
    "stop",
]
