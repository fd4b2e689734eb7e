"""How many papers a second, and a batch of 500: `python bench/papers.py [how many in the batch]`.

The paper is the notification of a case, each with other data, each maker on one core: bare Typst (its data and pictures
prepared before, compiling only), the product's own path (the row of a queued paper becomes a PDF stored in SQLite), one
by one as an operation makes its paper and 25 at a time as a batch does, WeasyPrint and ReportLab with the same words,
without the claims of PDF/A. Then a process as the desk's makes a batch of papers that have no file yet and one file of
them all. Fails where the product's path in a batch is slower than 0.9 of bare Typst, counted in time of the processor, or
the process of the batch takes more than 150 MB.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kense.papers.models import Paper

WANTED = 0.9
ALLOWED_MB = 150
ROUNDS, A_ROUND = 24, 25
SLOWER_MAKERS = 20
BATCH_ONLY = "--batch-of"

Makes = Callable[["Paper"], object]
Way = Callable[["Sequence[Paper]"], object]


def main(batch: int) -> int:
    """Make the papers, print the figures; 1 where they are not reached."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as data:
        queued = papers(data, 3 * ROUNDS * A_ROUND + batch)
        share = compared(queued[:-batch])
        megabytes = in_another_process(data, queued[-batch].code, batch)
    print(f"one core; load of the machine before: {load:.1f}, after: {os.getloadavg()[0]:.1f}")
    reached = share >= WANTED and megabytes <= ALLOWED_MB
    print(f"wanted {WANTED} of bare Typst and {ALLOWED_MB} MB: {'reached' if reached else 'NOT REACHED'}")
    return 0 if reached else 1


def started(data: str) -> None:
    """The process as granian serves it, with its tables in the folder."""
    os.environ["KENSE_DATA"] = data
    sys.path.insert(0, str(Path(__file__).parent.parent))
    importlib.import_module("kense.config.wsgi")
    importlib.import_module("kense.desk.urls")


def papers(data: str, count: int) -> "list[Paper]":
    """So many queued notifications to people of different names, in a new database."""
    started(data)
    from django.core.management import call_command

    from kense.papers.models import Paper
    from tests.support.office import Office

    call_command("migrate", verbosity=0)
    case = Office.made().issued()
    pattern = Paper.objects.filter(case=case).order_by("-pk")[0]
    return Paper.objects.bulk_create(
        Paper(
            provider=pattern.provider,
            case=case,
            code=f"AAAA-{n:04}",
            kind=pattern.kind,
            edition=pattern.edition,
            number=pattern.number,
            created_at=pattern.created_at,
            data=_of_another(pattern.data, n),
        )
        for n in range(count)
    )


def _of_another(data: dict[str, Any], n: int) -> dict[str, Any]:
    name = f"{data['recipient']['full_name']} {n}-ші"
    paper = {**data["paper"], "code": f"AAAA-{n:04}"}
    return {**data, "paper": paper, "recipient": {**data["recipient"], "full_name": name}}


def compared(queued: "Sequence[Paper]") -> float:
    """Print the makers' figures; the share of bare Typst that the product reaches."""
    from bench.paper_makers import with_reportlab, with_weasyprint
    from kense.papers.produce import produce, produce_many

    bare, third = bare_typst(queued), len(queued) // 3
    ways: dict[str, Way] = {
        "bare Typst, compiling only": lambda papers: [bare(paper) for paper in papers],
        "Kense, from data to stored PDF": lambda papers: [produce(paper.pk) for paper in papers],
        "the same, stored 25 at a time": lambda papers: produce_many([paper.pk for paper in papers]),
    }
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for turn in range(ROUNDS):
        # By turns, so that other work on the machine meets all of them; the first turn only warms up.
        for n, (name, way) in enumerate(ways.items()):
            begins = n * third + turn * A_ROUND
            figures[name].append(timed(way, queued[begins : begins + A_ROUND]))
    print(f"{'papers a second':32}{'of the processor':>18}{'on the wall':>14}")
    for name, rounds in figures.items():
        shown(name, rounds[1:])
    for name, maker in (("WeasyPrint", with_weasyprint), ("ReportLab", with_reportlab)):
        maker(queued[0].data)
        made = timed(lambda papers, maker=maker: [maker(one.data) for one in papers], queued[1 : SLOWER_MAKERS + 1])
        shown(name, [made])
    alone, one_by_one, together = ([spent for spent, _ in rounds[1:]] for rounds in figures.values())
    shares = [share_of(alone, one_by_one), share_of(alone, together)]
    print("of what bare Typst makes: {:.2f} one by one, {:.2f} 25 at a time".format(*shares))
    return shares[1]


def share_of(alone: Sequence[float], ours: Sequence[float]) -> float:
    """The share of bare Typst that is reached: each round beside the bare one before it, as the machine was then."""
    return median(bare / spent for bare, spent in zip(alone, ours, strict=True))


def bare_typst(queued: "Sequence[Paper]") -> Makes:
    """Compiling alone: template, data and picture are at hand, the compiler is warm."""
    import typst

    from kense.papers import render
    from kense.papers.produce import _template

    template = _template(queued[0]).read_bytes()
    inputs = {
        one.code: {"data": json.dumps(one.data, ensure_ascii=False), "qr": render._qr(one.code)} for one in queued
    }
    compiler = typst.Compiler(root=Path(render.__file__).parent, ignore_system_fonts=True)
    made_at = datetime(2019, 3, 26, 12, tzinfo=UTC)

    def compiled(paper: "Paper") -> object:
        return compiler.compile(
            template,
            format="pdf",
            sys_inputs=inputs[paper.code],
            pdf_standards=["a-2a", "ua-1"],
            timestamp=made_at,
        )

    return compiled


def timed(way: Way, papers: "Sequence[Paper]") -> tuple[float, float]:
    """Seconds for one paper: of the processor, by the clock on the wall."""
    spent, began = process_time(), perf_counter()
    way(papers)
    return (process_time() - spent) / len(papers), (perf_counter() - began) / len(papers)


def shown(name: str, rounds: Sequence[tuple[float, float]]) -> None:
    """Print a maker's papers a second."""
    spent, passed = (median(figures) for figures in zip(*rounds, strict=True))
    print(f"{name:32}{1 / spent:>18.1f}{1 / passed:>14.1f}", flush=True)


def in_another_process(data: str, first: str, count: int) -> float:
    """Have a batch made by a process of its own; the most megabytes it had."""
    asked = [sys.executable, __file__, BATCH_ONLY, data, first, str(count)]
    answer = subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout
    seconds, megabytes, pages, size = json.loads(answer)
    print(
        f"\na batch of {count} papers, none of them made before: {seconds:.1f} s to one file of {pages} pages, "
        f"{size / 1e6:.1f} MB; the process had {megabytes:.0f} MB at most"
    )
    return float(megabytes)


def batch_of(data: str, first: str, count: int) -> None:
    """Make a batch as the desk does, with a bar of its progress; answer in JSON."""
    started(data)
    from kense.kernel.clock import now
    from kense.papers import batch as batches
    from kense.papers.models import Paper

    paper = Paper.objects.only("pk", "provider_id").get(code=first)
    officer = paper.provider.officers.all()[0]
    ids = list(range(paper.pk, paper.pk + count))
    began = perf_counter()
    batch = batches.begin(paper.provider_id, officer.pk, "BBBB-BBBB", ids, now())
    while not batch.is_made:
        batches.go_on(batch)
        bar = "#" * (40 * batch.done // count)
        print(f"\r[{bar:40}] {batch.done} / {count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    size = sum(map(len, batches.file_of(batch)))
    print(json.dumps([perf_counter() - began, _peak_megabytes(), batches.pages_of(batch), size]))


def _peak_megabytes() -> float:
    """The most this process ever had in memory, as Linux counts it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


if __name__ == "__main__":
    if sys.argv[1:2] == [BATCH_ONLY]:
        batch_of(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 500))
