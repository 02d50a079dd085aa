"""Suomi.fi Palvelutietovaranto (PTV), the national service catalogue: what its interfaces 11 and 12 give, as it comes.

What the documents mean is read in services_catalog/importing.
"""

from connectors.ptv.http import PtvHttp
from connectors.ptv.shelf import Shelf
from connectors.ptv.v11 import PtvV11
from connectors.ptv.v12 import PtvV12

__all__ = ["PtvHttp", "PtvV11", "PtvV12", "Shelf"]
