"""Loading the service catalogue from PTV, the national one.

connectors.ptv fetches documents -> v11, v12 read them as drafts -> build makes records of drafts -> apply writes them.
"""

from services_catalog.importing.gather_v11 import GatherV11
from services_catalog.importing.gather_v12 import GatherV12
from services_catalog.importing.gathering import Area, Gatherer
from services_catalog.importing.load import Loader, Order
from services_catalog.importing.report import Report, last_began, report, reports

__all__ = ["Area", "GatherV11", "GatherV12", "Gatherer", "Loader", "Order", "Report", "last_began", "report", "reports"]
