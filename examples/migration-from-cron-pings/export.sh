#!/bin/sh
# Exports the customers for the partner's nightly pickup.
set -eu
curl -sS -H "Authorization: Bearer ${API_TOKEN:-}" "$SHOP_API/customers.csv" -o "$EXPORT_FILE"
echo "export done"
