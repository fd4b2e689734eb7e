"""`kense run`: the server, on an installation or on a demonstration."""

import argparse
import os
import socket
import sys

from kense.kernel import clock
from kense.ops.django_ready import start_django
from kense.ops.errors import StopError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
APPLICATION = "kense.config.wsgi:application"
THREADS = 4
"""Of each worker. Every thread keeps a connection to the database, so there are few."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The server's options."""
    parser = commands.add_parser("run", help="start the server")
    parser.add_argument("--demo", action="store_true", help="a demonstration office with invented persons")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")
    parser.set_defaults(command=_run)


def _run(args: argparse.Namespace) -> int:
    if args.workers < 1:
        raise StopError("--workers is a number, 1 or more.", 2)
    _check_port(args.host, args.port)
    os.environ.setdefault("KENSE_HOSTS", ",".join(dict.fromkeys(["127.0.0.1", "localhost", "[::1]", args.host])))
    start_django()
    from kense.acts import seen
    from kense.ops import checks, installation, metrics

    greeting = _demonstration() if args.demo else _real()
    if found := checks.findings():
        raise StopError("the server does not start:\n" + "\n".join(f"  {one}" for one in found))
    seen.remember(clock.now())
    os.environ["KENSE_DATA"] = str(installation.data_folder())
    os.environ[metrics.FOLDER] = metrics.fresh_folder(installation.data_folder(), args.port)
    print(*greeting, _address(args.host, args.port), sep="\n", flush=True)
    os.execv(sys.executable, server_command(args.host, args.port, args.workers))  # noqa: S606 - our own words, no shell


def server_command(host: str, port: int, workers: int) -> list[str]:
    """The words that start the server. It keeps no access log: addresses and paths are personal data here."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--no-access-log"),
        *("--log-level", "warning", "--workers", str(workers), "--blocking-threads", str(THREADS)),
        *("--host", host, "--port", str(port), APPLICATION),
    ]


def _check_port(host: str, port: int) -> None:
    if not 1 <= port <= 65535:
        raise StopError("--port is a number from 1 to 65535.", 2)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise StopError(
            f"port {port} of {host} is not free ({os.strerror(error.errno or 0)}). Another Kense may be running; stop it, or choose "
            f"another port: `kense run --port {port + 1}`."
        ) from None


def _real() -> list[str]:
    from kense.ops import installation

    match installation.state():
        case "none":
            raise StopError(
                f"no installation in {installation.data_folder()}. Make one with `kense setup`, or look around first "
                "with `kense run --demo`."
            )
        case "demonstration":
            raise StopError(
                f"{installation.data_folder()} holds a demonstration with invented persons. Start it with "
                "`kense run --demo`; for real work set KENSE_DATA to another folder and run `kense setup`."
            )
    return []


def _demonstration() -> list[str]:
    from kense.ops import demo_office, installation

    match installation.state():
        case "real":
            raise StopError(
                f"{installation.data_folder()} holds a real installation. Start it with `kense run`; for the "
                "demonstration set KENSE_DATA to another folder."
            )
        case "none":
            print("Making the demonstration office…", flush=True)
            installation.prepare()
            demo_office.open_office(clock.now())
    return demo_office.greeting()


def _address(host: str, port: int) -> str:
    shown = f"[{host}]" if ":" in host else host
    lines = [f"http://{shown}:{port}", "Watch it at /health/, /health/ready/ and /metrics", "Stop: Ctrl+C"]
    if host not in LOOPBACK:
        lines.append("Others reach it by the names in KENSE_HOSTS: " + os.environ["KENSE_HOSTS"])
    return "\n".join(lines)
