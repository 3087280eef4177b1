"""From the record to rows: what the charts, and the tables beside them, show. One file a kind of chart."""
