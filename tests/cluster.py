"""A real cluster of Spark on loopback: a master and two workers, each a process of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

__all__ = ["DidNotStart", "two_workers"]

_ROOT = Path(__file__).parent.parent


class DidNotStart(RuntimeError):
    """The cluster did not come up; the message ends with what it logged."""


@contextmanager
def two_workers(folder: Path, *, memory: str = "1g") -> Iterator[str]:
    """Start a master and two workers of one core each, and give the master's URL; they are stopped at the end.

    Their logs and what they put on disk go to *folder*.
    """
    import pyspark  # noqa: PLC0415 - it may be absent

    package = Path(pyspark.__file__).parent
    around = {
        **os.environ,
        "SPARK_HOME": str(package),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_NO_DAEMONIZE": "1",
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    port, pages = _free_port(), [_free_port() for _ in range(3)]
    url = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    commands = [[f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", str(pages[0])]]
    for number in (1, 2):
        options = ["--host", "127.0.0.1", "--cores", "1", "--memory", memory, "--webui-port", str(pages[number])]
        own = ["--work-dir", str(folder / f"worker {number}")]
        commands.append([f"{deploy}.worker.Worker", *options, *own, url])
    logs = [folder / f"{number}.log" for number in range(3)]
    running: list[subprocess.Popen[bytes]] = []
    with ExitStack() as opened:
        try:
            for command, log in zip(commands, logs, strict=True):
                file = opened.enter_context(log.open("wb"))
                line = [str(package / "bin" / "spark-class"), *command]
                running.append(subprocess.Popen(line, env=around, stdout=file, stderr=file))
                if len(running) == 1:
                    _wait(lambda: "I have been elected leader" in logs[0].read_text(), logs[0])
            _wait(lambda: logs[0].read_text().count("Registering worker") == 2, logs[0])
            yield url
        finally:
            for process in reversed(running):
                process.terminate()
            for process in running:
                process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def _wait(done: Callable[[], bool], log: Path) -> None:
    for _ in range(600):
        if done():
            return
        time.sleep(0.1)
    raise DidNotStart(f"Spark's cluster did not start: {log.read_text()[-2_000:]}")
