"""From claims to estimates: the population, deaths and births that the surviving figures allow."""

from zul.reconstruct.compiled import keep_apart

keep_apart()  # before anything is compiled

from zul.reconstruct.displaced.answer import NotConverged, again, inputs, reconstruct  # noqa: E402
from zul.reconstruct.displaced.recover import recover  # noqa: E402
from zul.reconstruct.inference_data import to_inference_data  # noqa: E402

__all__ = ["NotConverged", "again", "inputs", "reconstruct", "recover", "to_inference_data"]
