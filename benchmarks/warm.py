"""One more document in a process that has already written some: seconds of CPU for each, as JSON.

    python -m benchmarks.warm plain|ours FOLDER COUNT

`plain`: python-docx and python-pptx by the functions of the plain script; FOLDER has its charts. `ours`: a build of a
report in both languages in the workspace FOLDER after a change in each of its sections, so that all of it is composed
again; and `sentence`, the wall time from one changed sentence to the finished file.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.workspaces import Workspace

LANGUAGES = ("vi", "en")
WARM_UP = 2


def seconds(work: Callable[[], object], before: Callable[[int], None], count: int, clock: Callable[[], float]) -> float:
    """The median time of `work`, each time after `before`; the first ones are not counted."""
    times = []
    for number in range(count + WARM_UP):
        before(number)
        start = clock()
        work()
        times.append(clock() - start)
    return statistics.median(times[WARM_UP:])


def plain(folder: Path, count: int) -> dict[str, float]:
    sys.path.insert(0, str(Path(__file__).parent / "peers"))
    from plain import write_briefing, write_deck

    def rate(write: Callable[[str, Path], None]) -> float:
        work = lambda: [write(language, folder) for language in LANGUAGES]  # noqa: E731
        return seconds(work, lambda number: None, count, time.process_time) / len(LANGUAGES)

    return {"briefing": rate(write_briefing), "deck": rate(write_deck)}


def ours(root: Path, count: int) -> dict[str, float]:
    import reports

    workspace = Workspace(root)

    def rate(report: str) -> float:
        sections = {path: path.read_text("utf-8") for path in (root / "templates" / report).glob("*/*.j2")}

        def change(number: int) -> None:
            for path, text in sections.items():
                workspace.change_section(path, text, number)

        return seconds(lambda: reports.build(root, reports=[report]), change, count, time.process_time) / len(LANGUAGES)

    def sentence() -> object:
        return reports.build(root, reports=["briefing"], languages=["en"])

    return {
        "briefing": rate("briefing"),
        "deck": rate("deck"),
        "sentence": seconds(sentence, workspace.change_sentence, count, time.perf_counter),
    }


if __name__ == "__main__":
    of, where, how_often = sys.argv[1:]
    print(json.dumps({"plain": plain, "ours": ours}[of](Path(where), int(how_often))))
