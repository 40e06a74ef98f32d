"""Exported files to canonical tables and the ledger."""

from cli.inputs.costs.read import CostInput, read_costs
from cli.inputs.files.find import refuse_standard_input_twice
from cli.inputs.orders.read import OrderInput, read_orders
from cli.inputs.reading.rows import ReadCounts
from cli.inputs.touchpoints.read import TouchpointInput, read_touchpoints

__all__ = [
    "CostInput",
    "OrderInput",
    "ReadCounts",
    "TouchpointInput",
    "read_costs",
    "read_orders",
    "read_touchpoints",
    "refuse_standard_input_twice",
]
