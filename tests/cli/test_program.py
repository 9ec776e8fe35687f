"""The program as the shell sees it: exit codes, one-line errors, Ctrl-C, closed pipes, and how fast it answers."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import musnad

Program = Callable[..., "subprocess.Popen[bytes]"]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")
TEXT = "أعلنت وزارة الخارجية المصرية أمس أن الوزير زار بيروت. " * 20


def end(process: subprocess.Popen[bytes], stdin: bytes = b"") -> tuple[int, str, str]:
    out, err = process.communicate(stdin, timeout=60)
    return process.returncode, out.decode("utf-8"), err.decode("utf-8")


def test_version(program: Program) -> None:
    assert end(program("--version")) == (0, f"musnad {musnad.__version__}\n", "")


@pytest.mark.parametrize("command", ["read", "explain", "add", "find", "diff", "export", "forget", "store", "evaluate", "knowledge", "schema"])
def test_help_teaches_by_example(program: Program, command: str) -> None:
    code, out, _ = end(program(command, "--help"))
    assert code == 0
    assert f"  musnad {command}" in out[out.index("Example"):]
    assert command in end(program("--help"))[1]


def test_no_command_shows_the_help(program: Program) -> None:
    _, out, err = end(program())
    assert "Commands:" in out + err


def test_an_error_of_ours_is_one_line_and_its_code(program: Program, tmp_path: Path) -> None:
    code, out, err = end(program("read", tmp_path / "missing"))
    assert (code, out) == (2, "")
    assert err.startswith("musnad: ")
    assert err.count("\n") == 1


def test_output_is_utf8_whatever_the_locale(program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("LC_ALL", "C")
    row = json.dumps({"id": "س1", "text": TEXT + "\ud800"}).encode()
    for name in ("table", "json", "jsonl", "csv"):
        code, out, err = end(program("read", "-", "--format", name), row)
        assert (code, err) == (0, "")
        assert "س1" in out


def test_schema(program: Program) -> None:
    code, out, _ = end(program("schema"))
    assert code == 0
    assert json.loads(out)["properties"]["schema"] == {"const": "1", "description": "The version of this contract."}


@POSIX
def test_a_closed_pipe_is_quiet(program: Program) -> None:
    with program("schema") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 141


@POSIX
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_cleanly(program: Program, tmp_path: Path, jobs: int, sent: signal.Signals, code: int) -> None:
    rows = tmp_path / "rows.jsonl"
    with rows.open("w", encoding="utf-8") as stream:
        for number in range(20000):
            stream.write(json.dumps({"id": f"a{number}", "text": TEXT}) + "\n")
    out = tmp_path / "out"
    out.mkdir()
    process = program("read", rows, "--jobs", jobs, "-o", out / "x.jsonl", start_new_session=True)
    assert within(60, lambda: any(p.stat().st_size for p in out.iterdir())), "nothing is being written"
    if sent == signal.SIGINT:
        os.killpg(process.pid, sent)
    else:
        process.send_signal(sent)
    status, _, err = end(process)
    assert (status, err) == (code, "")
    assert list(out.iterdir()) == []
    assert within(10, lambda: not group_lives(process.pid)), "a process was left behind"


def within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether something comes true in time."""
    end = time.monotonic() + seconds
    while not (answer := true()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def median_seconds(command: list[str], environment: dict[str, str]) -> float:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
        times.append(time.perf_counter() - start)
    return sorted(times)[2]


@pytest.mark.parametrize("args", [["-m", "musnad.cli", "--help"], ["-c", "import musnad"]], ids=["help", "import"])
def test_answers_at_once(args: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(musnad.__file__).parent.parent)}
    assert median_seconds([sys.executable, *args], environment) < 0.3


def test_help_loads_nothing_heavy() -> None:
    code = ("import sys, musnad.cli.app as a\n"
            "try: a.app(['--help'])\n"
            "except SystemExit: pass\n"
            "heavy = {'sqlalchemy', 'alembic', 'rich.table', 'trafilatura', 'lxml', 'musnad.pipeline', 'musnad.language', 'jsonschema', 'multiprocessing'}\n"
            "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n")
    environment = {**os.environ, "PYTHONPATH": str(Path(musnad.__file__).parent.parent)}
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL, env=environment)
