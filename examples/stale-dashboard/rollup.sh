#!/bin/sh
# Sums the orders up by hour, for the dashboard; cron starts it every ten minutes.
set -eu
sqlite3 -cmd ".timeout 5000" "$SHOP_DB" "
  begin;
  create table if not exists revenue (hour, total, newest);
  delete from revenue;
  insert into revenue
    select strftime('%Y-%m-%dT%H:00:00Z', at), sum(total), max(at) from orders group by 1;
  commit;"
echo "revenue rolled up"
