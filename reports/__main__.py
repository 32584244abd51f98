"""The command `songngu`: finds out whether there is anything to do before it loads the command line."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from reports.files.interruption import Interrupted, interruptible


def _option(arguments: list[str], name: str) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


def _is_unchanged(arguments: list[str]) -> bool:
    """Whether this is a build command and all its files are up to date; then says so."""
    from reports.files import manifest

    if arguments[:1] != ["build"] or {"--force", "--no-cache"} & set(arguments):
        return False
    root = _option(arguments, "--workspace") or os.curdir
    out = _option(arguments, "--out") or os.path.join(root, "out")
    last = manifest.unchanged(root, out, arguments[1:])
    if last is None or not os.path.isfile(os.path.join(out, manifest.MANIFEST)):
        return False
    outputs, notes = last
    if notes:
        from reports.diagnostics import visible

        for note in notes:
            print(*map(visible, note.split("\n")), sep="\n", file=sys.stderr)
    print(f"nothing changed: {len(outputs)} files are up to date", file=sys.stderr)
    return True


def _run() -> None:
    """Run the command that the arguments name."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        is_unchanged = _is_unchanged(arguments)
    except Exception as error:
        from reports.cli.terminal import end_internal

        end_internal(error, "songngu build", debug="--debug" in sys.argv)
    if not is_unchanged:
        gc.set_threshold(200_000, 20, 100)  # nearly all values stay until the end, and few are in circles
        atexit.register(gc.freeze)  # Python looks through all values for circles before it ends; this leaves none
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # they are sought in all installed packages
        from reports.cli.commands import cli

        cli(prog_name="songngu")


def main() -> None:
    """Run the command that the arguments name.

    Ends the process with 0, 1 (problems found), 2 (wrong usage) or 70 (a fault of the program); if a signal ends it,
    with 128 and the number of the signal: 130 for Ctrl-C, 143 for SIGTERM.
    """
    try:
        with interruptible():
            _run()
    except Interrupted as stop:
        from reports.diagnostics import visible

        print(f"interrupted: {visible(stop.done)}", file=sys.stderr)
        sys.exit(128 + stop.number)


if __name__ == "__main__":
    main()
