"""The command `songngu`: finds out whether there is anything to do before it loads the command line."""

from __future__ import annotations

import os
import sys

from reports.files import manifest


def _option(arguments: list[str], name: str) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


def _kept(arguments: list[str]) -> list[str] | None:
    """The files of a build command if all are up to date; None if there may be something to do."""
    if arguments[:1] != ["build"] or "--force" in arguments:
        return None
    root = _option(arguments, "--workspace") or os.curdir
    out = _option(arguments, "--out") or os.path.join(root, "out")
    return manifest.unchanged(root, out, arguments[1:])


def main() -> None:
    """Run the command that the arguments name.

    Ends the process with 0, 1 (problems found), 2 (wrong usage) or 70 (a fault of the program).
    """
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        kept = _kept(arguments)
    except Exception as error:
        from reports.cli.commands import end_internal

        end_internal(error, "songngu build", debug="--debug" in sys.argv)
    if kept is not None:
        print(f"nothing changed: {len(kept)} files are up to date", file=sys.stderr)
        return
    from reports.cli.commands import cli

    cli(prog_name="songngu")


if __name__ == "__main__":
    main()
