"""Exported files to canonical tables and the ledger."""

from cli.inputs.costs import CostInput, read_costs
from cli.inputs.orders import OrderInput, read_orders
from cli.inputs.standard_input import refuse_standard_input_twice
from cli.inputs.table import Counts
from cli.inputs.touchpoints import TouchpointInput, read_touchpoints

__all__ = [
    "CostInput",
    "Counts",
    "OrderInput",
    "TouchpointInput",
    "read_costs",
    "read_orders",
    "read_touchpoints",
    "refuse_standard_input_twice",
]
