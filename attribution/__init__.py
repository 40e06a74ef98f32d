"""Attribution of orders to channels: tables in, tables out, nothing read or printed."""
