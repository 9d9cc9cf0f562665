"""The process that warm kernels are forked from: `python -m bdpress.kernels.template FD FOLDER [MODULE ...]`.

It warms up, then answers one JSON line with one JSON line over an inherited socket pair that has no name in the file
system, so nobody but its owner can ask. It has one thread and no other socket; its kernels are its children, and when
the owner ends, however it ends, the socket closes, the kernels are killed with everything they started, and the folder
with their sockets is removed.
"""

import atexit
import json
import os
import re
import shutil
import signal
import socket
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from bdpress.kernels import orphans
from bdpress.kernels.warmup import warm_up


def main() -> None:
    """Serve forks; in a forked child, become a kernel."""
    if sys.path[0] == "" or Path(sys.path[0]) == Path.cwd():
        del sys.path[0]  # as ipykernel_launcher does: the kernel's own folder is added when it starts
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel reads at import whose end should be its end
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")  # as ipykernel does, before import
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orphans.adopt()
    channel = socket.socket(fileno=int(sys.argv[1]))
    warm_up(sys.argv[3:])
    if request := _serve(channel, sys.argv[2]):
        _become_kernel(request)


def _serve(channel: socket.socket, folder: str) -> dict[str, Any] | None:
    """Answer the owner until it says goodbye or is gone (None); a forked child returns with its request."""
    children: set[int] = set()
    stream = channel.makefile("rw", encoding="utf-8")
    with suppress(OSError):  # the owner is gone
        print(json.dumps({"ready": os.getpid()}), file=stream, flush=True)
        for line in stream:
            request = json.loads(line)
            if "goodbye" in request:
                folder = ""  # the owner removes it
                break
            if "modules" in request:
                warm_up(request["modules"])
                answer = {"ready": os.getpid()}
            elif "poll" in request:
                answer = {"code": _exit_code(request["poll"], children)}
            elif (threads := len(list(Path("/proc/self/task").iterdir()))) > 1:
                answer = {"error": f"the template has {threads} threads"}
            else:
                pid = os.fork()
                if pid == 0:
                    stream.close()
                    channel.close()
                    return request
                children.add(pid)
                answer = {"pid": pid}
            print(json.dumps(answer), file=stream, flush=True)
    for pid in children:
        with suppress(OSError):
            os.killpg(pid, signal.SIGKILL)
    orphans.end_adopted(())
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    return None


def _exit_code(pid: int, children: set[int]) -> int | None:
    """Exit code of a child as subprocess gives it; None while it runs. A child stays known until it is asked for."""
    if pid not in children:
        return 1
    found, status = os.waitpid(pid, os.WNOHANG)
    if not found:
        return None
    children.discard(pid)
    with suppress(OSError):
        os.killpg(pid, signal.SIGKILL)  # what the kernel started and left behind
    orphans.end_adopted(children)
    return os.waitstatus_to_exitcode(status)


def _become_kernel(request: dict[str, Any]) -> None:
    """Turn this forked process into an ipykernel that looks as if it had been started by itself."""
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()
    orphans.adopt()  # as long as it lives; then the template does
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["env"])
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if "numpy.random" in sys.modules:
        sys.modules["numpy.random"].seed()  # Python's own generator is seeded anew by fork, numpy's is not
    sys.argv[:] = [*request["argv"], f"--Session.packer={__spec__.name}.pack"]
    try:
        IPKernelApp.launch_instance()
    except SystemExit:
        pass
    finally:
        _let_control_end(IPKernelApp.instance())
        # What a process does at its end, but for the taking down of a thousand modules.
        threading._shutdown()
        atexit._run_exitfuncs()
        os._exit(0)


def _let_control_end(app: Any) -> None:
    """Let the thread that has taken the shutdown request finish before ipykernel closes what that thread sends to.

    Otherwise one kernel in twelve waits for itself at its end, until it is terminated seconds later.
    """
    if app.control_thread and app.control_thread.is_alive():
        app.control_thread.stop()
        app.control_thread.join(5)


def pack(message: Any) -> bytes:
    """A message to send; half of a surrogate pair, which is no text and would end the sending, as what is unknown."""
    from jupyter_client.session import json_default, json_packer

    with suppress(UnicodeEncodeError):
        return json_packer(message)
    text = json.dumps(message, default=json_default, ensure_ascii=False)
    return re.sub("[\ud800-\udfff]", "\ufffd", text).encode()


if __name__ == "__main__":
    main()
