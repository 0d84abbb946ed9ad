"""Provides the kernels of a build: of the running interpreter, and where that can be as a copy of a warm process."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from dossier.build import inherited, kernel, warm

PROVISIONER = "dossier-warm"
"""The name of the class below among the entry points of the package."""


def make_kernel(environment: Mapping[str, str], connection: Path) -> AsyncKernelManager:
    """Return a kernel of the running interpreter, whatever other `python3` kernels are installed, not yet started.

    `connection` is a file to be made, which says where it listens.
    """
    manager = AsyncKernelManager(kernel_name="python3", connection_file=str(connection))
    command = [sys.executable, "-m", "dossier.build.kernel", "-f", "{connection_file}"]
    about = {"kernel_provisioner": {"provisioner_name": PROVISIONER}}
    manager._kernel_spec = KernelSpec(
        argv=command, display_name="Python 3", language="python", env=dict(environment), metadata=about
    )
    return manager


class WarmProvisioner(LocalProvisioner):
    """Starts a kernel as a copy of the warm process, or, where there can be none, as a program."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        """Start the kernel, and return where it listens."""
        assert self.parent is not None  # the manager that was made above
        if not warm.may_start():
            options["env"] = {**inherited.list_variables(), **self.kernel_spec.env}
            return await super().launch_kernel(cmd, **options)
        connection = self.parent.connection_file
        process = warm.start(
            kernel.run,
            connection,
            folder=Path(options.get("cwd") or Path.cwd()),
            environment=self.kernel_spec.env,
        )
        self.process = _Started(process)  # type: ignore[assignment]  # it stands for the process of a program
        self.pid = self.pgid = process.pid
        self.cwd = options.get("cwd")
        return self.connection_info


class _Started:
    """A process of Python in the form of one of `subprocess`, as the provisioner above expects it."""

    stdin = stdout = stderr = None

    def __init__(self, process: Any) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self) -> int | None:
        status: int | None = self._process.exitcode
        return status

    def wait(self) -> int | None:
        self._process.join()
        return self.poll()

    def send_signal(self, number: int) -> None:
        with suppress(ProcessLookupError):  # it may have ended a moment ago
            os.kill(self.pid, number)

    def kill(self) -> None:
        warm.kill_session(self.pid)
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()
