"""A process of one thread that forks bounded children for a program with many threads, which cannot fork safely.

It has the libraries loaded, so that a child costs milliseconds. For each request it forks a supervisor, which forks the
child and watches it as any program does: a child that takes its whole time holds up nobody else.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading

from yjs_dash.sandbox.child import write_whole
from yjs_dash.sandbox.parent import Task, child_environment, forked

_NAME_BYTES = 500
_CHUNK = 1 << 16
_GRACE_SECONDS = 10.0
"""How much longer than a child its supervisor is waited for, before the helper is taken for dead."""


class _Helper:
    """The helper of this process, started when it is first needed, and again when it has died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(max(2, os.cpu_count() or 1))
        self._control: socket.socket | None = None
        self._owner = 0
        self.process: subprocess.Popen[bytes] | None = None

    def asked(self, task: Task, *, wall_seconds: float) -> bytes:
        """The frame of a child; nothing where helper or supervisor died."""
        with self._turns:
            ours, theirs = socket.socketpair()
            with ours:
                with theirs:
                    self._send(task.func.__module__, theirs)
                ours.settimeout(wall_seconds + _GRACE_SECONDS)
                with contextlib.suppress(OSError):
                    ours.sendall(f"{wall_seconds:.3f}\n".encode() + pickle.dumps(task))
                    ours.shutdown(socket.SHUT_WR)
                    return _received(ours)
        return b""

    def load(self, module: str) -> None:
        with contextlib.suppress(OSError):
            self._send(module, None)

    def close(self) -> None:
        """The helper ends, as it does with this program; it is started again when it is needed."""
        with self._lock:
            if self._control is not None:
                self._control.close()
            self._control = None

    def _send(self, module: str, conversation: socket.socket | None) -> None:
        descriptors = [] if conversation is None else [conversation.fileno()]
        with self._lock:
            for control in (self._started(), None):
                with contextlib.suppress(OSError):
                    socket.send_fds(control or self._started(anew=True), [module.encode()], descriptors)
                    return

    def _started(self, *, anew: bool = False) -> socket.socket:
        if self._control is None or anew or self._owner != os.getpid():
            ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with theirs:
                self.process = subprocess.Popen(
                    [sys.executable, "-m", __name__, str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    env={**child_environment(), "OPENBLAS_NUM_THREADS": "1"},
                )
            threading.Thread(target=self.process.wait, name="reading-helper", daemon=True).start()
            self._control, self._owner = ours, os.getpid()
        return self._control


def _received(conversation: socket.socket) -> bytes:
    parts = []
    while part := conversation.recv(_CHUNK):
        parts.append(part)
    return b"".join(parts)


def _serve(control: socket.socket) -> None:
    """Until the program that started this one has ended: load what a task needs, and fork for its request."""
    # Ctrl-C is for the program, whose end is the end of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # supervisors are waited for by the system
    while True:
        name, descriptors, _, _ = socket.recv_fds(control, _NAME_BYTES, 1)
        if not name:
            return
        # A module that cannot be loaded is told of by the child, which tries again.
        with contextlib.suppress(Exception):
            importlib.import_module(name.decode())
        for descriptor in descriptors:
            if os.fork() == 0:
                control.close()
                _supervise(descriptor)
            os.close(descriptor)


def _supervise(descriptor: int) -> None:
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with socket.socket(fileno=descriptor) as conversation:
            seconds, _, pickled = _received(conversation).partition(b"\n")
            task = pickle.loads(pickled)  # noqa: S301  from the program that started the helper
            write_whole(descriptor, forked(task, wall_seconds=float(seconds)))
    finally:
        os._exit(0)


_helper = _Helper()
asked = _helper.asked
load = _helper.load

if __name__ == "__main__":
    _serve(socket.socket(fileno=int(sys.argv[1])))
