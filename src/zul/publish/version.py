"""The version of Zul."""

from importlib.metadata import PackageNotFoundError, version


def zul_version() -> str:
    """The version of the installed package."""
    try:
        return version("zul")
    except PackageNotFoundError:
        return "(not installed)"
