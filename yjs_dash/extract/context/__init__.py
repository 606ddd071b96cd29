"""What the report says of the service and its area: tables of facts and shares, and figures in sentences."""
