"""Worker processes for parsing: started when needed, killed when late, gone when idle."""

import asyncio
import os
import select
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import msgspec

from monitor.flow.frames import HEAD, framed
from monitor.sources.parsed import Broken, Job, Result

_WORKERS = 2
_SECONDS = 20.0
_LARGEST = 64 * 1024 * 1024
# A worker that has done so much is replaced: what leaks in a parser does not add up.
_JOBS = 500
_IDLE = 60.0

_decoder: msgspec.msgpack.Decoder[Result] = msgspec.msgpack.Decoder(Result)


class Parsers:
    """A few workers. ``parse`` may be called by any number of tasks; they take turns."""

    def __init__(self, workers: int = _WORKERS, *, seconds: float = _SECONDS) -> None:
        self._threads = ThreadPoolExecutor(workers, thread_name_prefix="parse")
        self._seconds = seconds
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._timer: threading.Timer | None = None

    async def parse(self, job: Job) -> Result:
        """Return what a parser made of the bytes; a worker that is late or dies is ``Broken``."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._run, job)

    def close(self) -> None:
        """End all workers."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._retire(everything=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, job: Job) -> Result:
        with self._lock:
            worker = self._idle.pop() if self._idle else None
        worker = worker or _Worker()
        result = worker.run(msgspec.msgpack.encode(job), self._seconds)
        if worker.is_spent:
            worker.end()
        else:
            self._rest(worker)
        return result

    def _rest(self, worker: "_Worker") -> None:
        with self._lock:
            self._idle.append(worker)
            if self._timer is None:
                self._timer = threading.Timer(_IDLE, self._retire)
                self._timer.daemon = True
                self._timer.start()

    def _retire(self, *, everything: bool = False) -> None:
        """End the workers that nobody has needed for a while."""
        now = time.monotonic()
        with self._lock:
            if self._timer:
                self._timer.cancel()
            self._timer = None
            gone = [w for w in self._idle if everything or now - w.used >= _IDLE * 0.9]
            kept = [w for w in self._idle if w not in gone]
            self._idle = []
        for worker in gone:
            worker.end()
        for worker in kept:
            self._rest(worker)


class _Worker:
    """One process. Used by one thread at a time."""

    def __init__(self) -> None:
        root = Path(__file__).resolve().parents[2]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "monitor.sources.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env={"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"},
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin.fileno(), self._process.stdout.fileno()
        os.set_blocking(self._in, False)
        os.set_blocking(self._out, False)
        self._left = _JOBS
        self.used = time.monotonic()

    @property
    def is_spent(self) -> bool:
        return self._left <= 0

    def run(self, job: bytes, seconds: float) -> Result:
        """Return the result of a job; the worker is spent when there is none in time."""
        until = time.monotonic() + seconds
        self._left -= 1
        try:
            self._send(framed(job), until)
            (length,) = HEAD.unpack(self._receive(HEAD.size, until))
            result = _decoder.decode(self._receive(min(length, _LARGEST), until))
        except TimeoutError:
            return self._broken(f"it takes more than {seconds:g} seconds to read")
        except (EOFError, OSError, msgspec.MsgspecError):
            return self._broken(
                "it needs too much time or memory to read, or makes the parser fail"
            )
        self.used = time.monotonic()
        return result

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()

    def _broken(self, reason: str) -> Broken:
        self._left = 0
        return Broken(reason=reason)

    def _send(self, data: bytes, until: float) -> None:
        view = memoryview(data)
        while view:
            self._wait([], [self._in], until)
            view = view[os.write(self._in, view) :]

    def _receive(self, length: int, until: float) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            self._wait([self._out], [], until)
            part = os.read(self._out, length - len(parts))
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)

    def _wait(self, reading: list[int], writing: list[int], until: float) -> None:
        poll = select.poll()
        for descriptor in reading:
            poll.register(descriptor, select.POLLIN)
        for descriptor in writing:
            poll.register(descriptor, select.POLLOUT)
        if not poll.poll(max(until - time.monotonic(), 0) * 1000):
            raise TimeoutError
