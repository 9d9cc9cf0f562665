"""JupyterLab opens on `explore`, runs it, and the window follows its menus; nothing is asked of a network."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time

import pytest
from conftest import ROOT

from bdpress.decks import browser

pytestmark = [
    pytest.mark.xdist_group("lab"),
    pytest.mark.skipif(not browser.find(), reason="no browser: JupyterLab is not driven"),
    pytest.mark.skipif(not shutil.which("bash"), reason="lab/open.sh needs bash"),
]
LOCAL = re.compile(r"(?:https?|wss?)://127\.0\.0\.1|data:|blob:")


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The address of a server on a copy, so that nothing is ever saved into the project."""
    copy = tmp_path_factory.mktemp("lab")
    for name in ("data", "lab", "notebooks"):
        shutil.copytree(ROOT / name, copy / name)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        f"--ServerApp.port={port}",
        "--ServerApp.ip=127.0.0.1",
    ]
    server = subprocess.Popen(
        ["bash", "lab/open.sh", sys.prefix, *options], cwd=copy, start_new_session=True,
        env=os.environ | {"JUPYTER_PREFER_ENV_PATH": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def visit(tab, address):
    """Open the saved workspace as soon as the server answers."""
    from playwright.sync_api import Error

    until = time.monotonic() + 90
    while time.monotonic() < until:
        try:
            return tab.goto(f"{address}/lab/workspaces/bdlib")
        except Error:
            tab.wait_for_timeout(300)
    raise AssertionError("JupyterLab does not answer")


def test_explore_runs_and_follows_its_menus(lab):
    with browser.tab(1400, 1000, offline=False) as tab:
        tab.set_default_timeout(180_000)
        outside, errors = [], []
        tab.on("request", lambda request: None if LOCAL.match(request.url) else outside.append(request.url))
        tab.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        tab.on("pageerror", lambda error: errors.append(str(error)))
        visit(tab, lab)
        tab.wait_for_selector(".jp-Notebook .jp-Cell")  # the workspace opens the notebook
        # Run before the kernel is connected, JupyterLab would ask which one to take.
        tab.wait_for_selector('.jp-KernelName:has-text("Python 3"), .jp-Toolbar-kernelName:has-text("Python 3")')
        tab.wait_for_selector('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
        assert tab.locator(".jp-Dialog").count() == 0  # with its kernel chosen
        tab.get_by_role("menuitem", name="Run").click()
        tab.get_by_text("Run All Cells", exact=True).click()
        tab.wait_for_selector(".bd-chart img")
        before = tab.locator(".bd-chart img").get_attribute("src")
        tab.locator(".bd select").first.select_option(label="Tây Ninh")
        tab.wait_for_selector('.bd-answer:has-text("Tây Ninh"):has(b)')
        tab.wait_for_function("old => document.querySelector('.bd-chart img').src !== old", arg=before)
        tab.wait_for_selector(".dt-info")  # the table of all figures
        assert not outside and not errors and tab.locator(".Toastify__toast").count() == 0
