#!/bin/sh
# Deletes exports that are older than 30 days.
set -eu
cd "$EXPORT_FOLDER"
before=$(find . -name 'customers-*.csv' | wc -l)
find . -name 'customers-*.csv' -mtime +30 -delete
after=$(find . -name 'customers-*.csv' | wc -l)
echo "$((before - after)) old exports deleted, $after kept"
