"""The command `songngu`: first whether anything is to be done at all, then the command line."""

from __future__ import annotations

import os
import sys

from reports import manifest


def _option(arguments: list[str], name: str) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(f"{name}="):
            return argument[len(name) + 1 :]
    return None


def main() -> None:
    """Run the command that the arguments name. Ends the process with 0, 1 (problems found) or 2 (wrong usage)."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["build"] and "--force" not in arguments:
        root = _option(arguments, "--workspace") or os.curdir
        out = _option(arguments, "--out") or os.path.join(root, "out")
        kept = manifest.unchanged(root, out, arguments[1:])
        if kept is not None:
            print(f"nothing changed: {len(kept)} files are up to date", file=sys.stderr)
            return
    from reports.cli import cli

    cli(prog_name="songngu")


if __name__ == "__main__":
    main()
