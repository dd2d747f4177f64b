"""The command ``tarspay``: ``python -m tarspay --help`` shows what it does."""

import signal
import sys

from ._native import run_command

if __name__ == "__main__":
    # The command waits outside Python, where Python's own handler would not be heard.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(run_command(["tarspay", *sys.argv[1:]]))
