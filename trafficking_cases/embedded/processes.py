"""Starting a child that cannot outlive its parent, as ourselves or as an account with fewer rights."""

import contextlib
import ctypes
import os
import pwd
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 28, 47, 2
NO_SETUID_FIXUP = 1 << 2
CAPABILITY_VERSION_3, CAP_DAC_OVERRIDE = 0x20080522, 1
LINUX = sys.platform == "linux"
libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Account:
    """Whom a server runs as, because PostgreSQL refuses to run as root."""

    uid: int
    gid: int
    reads_private_paths: bool


def account_for_servers(data: Path, *paths: Path) -> Account | None:
    """Nobody special, unless we are root: then the owner of the data, or an account every machine has.

    Where the program or its data lies below a folder that only root may enter (a clone in /root), the account keeps
    the one capability to pass through it.
    """
    if os.geteuid() != 0:
        return None
    owner = data.stat().st_uid if data.exists() else 0
    entry = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    return Account(entry.pw_uid, entry.pw_gid, any(is_private(path) for path in (data, *paths)))


def is_private(path: Path) -> bool:
    """Whether a stranger is stopped on the way to this path."""
    return any(parent.exists() and not parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def die_with_parent(death_signal: signal.Signals, parent: int) -> None:
    """Have the kernel send us `death_signal` when the parent goes, even by kill -9; leave now if it has gone."""
    if LINUX:
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def become(account: Account) -> None:
    """Give up root for the account. In this order: a capability survives only if it was asked for before."""
    if LINUX and account.reads_private_paths:
        # Without this access(2), which PostgreSQL asks about its own programs, would not count the capability.
        libc.prctl(PR_SET_SECUREBITS, NO_SETUID_FIXUP, 0, 0, 0)
    os.setgroups([])
    os.setresgid(account.gid, account.gid, account.gid)
    os.setresuid(account.uid, account.uid, account.uid)
    if LINUX and account.reads_private_paths:
        bit = 1 << CAP_DAC_OVERRIDE
        header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
        effective_permitted_inheritable = (ctypes.c_uint32 * 6)(bit, bit, bit, 0, 0, 0)
        libc.capset(header, effective_permitted_inheritable)
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def before_exec(account: Account | None, death_signal: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def prepare() -> None:
        if account:
            become(account)
        die_with_parent(death_signal, parent)

    return prepare


def start(
    command: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    account: Account | None = None,
    death_signal: signal.Signals = signal.SIGTERM,
    folder: Path | None = None,
) -> subprocess.Popen:
    """Start a child in its own session: Ctrl-C reaches us alone, and we stop the children in order.

    Call it from the main thread only: the kernel counts the death of the starting thread as the parent's.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=env,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        start_new_session=True,
        preexec_fn=before_exec(account, death_signal),
    )


def stop(child: subprocess.Popen, signals: Sequence[tuple[signal.Signals, float]]) -> None:
    """Ask more and more firmly, then clear what the child left in its own process group."""
    for number, patience in signals:
        if child.poll() is not None:
            break
        child.send_signal(number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(patience)
    clear_group(child)


def clear_group(child: subprocess.Popen) -> None:
    """Kill whatever is left of a child's session: its own children, and itself if it never stopped."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def stop_left_over(pid_file: Path, folder: Path, gentle: signal.Signals, patience: float = 10) -> None:
    """Stop a server that an earlier supervisor left behind: the process of the file, if it works in that folder."""
    try:
        pid = int(pid_file.read_text().split()[0])
        if Path(f"/proc/{pid}/cwd").resolve(strict=True) != folder.resolve():
            return
    except (FileNotFoundError, PermissionError, ValueError, IndexError):
        return
    for number in (gentle, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        give_up = time.monotonic() + patience
        while Path(f"/proc/{pid}").exists() and time.monotonic() < give_up:
            time.sleep(0.05)
