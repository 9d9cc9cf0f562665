"""Which kernel a notebook runs with: a warm one where that is the same, else the one that it names."""

import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from traitlets import TraitError

from bdlib.errors import DataError, nearest
from bdpress import kernels


def choose(named: str, wanted: str | None = None, notebook: Path | str = "") -> tuple[str, str]:
    """Choose a kernel, that of the notebook ("" for none) or the one wanted instead: its name and its language.

    Raises a DataError when there is no such kernel here, or none is named.
    """
    specs, name = KernelSpecManager(), wanted or named
    if not name:
        raise DataError("a notebook that names its kernel, or the option --kernel", file=notebook)
    try:
        spec = specs.get_kernel_spec(name)
    except (NoSuchKernel, TraitError, ValueError, TypeError, OSError) as error:
        known = sorted(specs.find_kernel_specs())
        expected = f"an installed kernel, one of {', '.join(known)} (choose one with --kernel){nearest(name, known)}"
        raise DataError(expected, file=notebook, column="kernelspec", value=name) from error
    if not wanted and kernels.available() and is_this_python(spec) and kernels.NAME in specs.find_kernel_specs():
        return kernels.NAME, "python"
    return name, spec.language or "python"


def is_this_python(spec: KernelSpec) -> bool:
    """Whether a kernel is the plain IPython kernel of this environment, as a warm one is."""
    command, version = [*spec.argv, "", "", ""], sys.version_info
    names = {"python", "python3", f"python3.{version.minor}"}  # which jupyter_client takes to mean this one
    beside = {Path(sys.executable).with_name(name) for name in names}
    here = command[0] in names or Path(command[0]).absolute() in beside
    provisioner = spec.metadata.get("kernel_provisioner", {}).get("provisioner_name")
    own = provisioner in (None, "local-provisioner", kernels.NAME)
    return here and command[1:3] == ["-m", "ipykernel_launcher"] and not spec.env and own
