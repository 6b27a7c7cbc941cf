#!/bin/sh
# Restores one file from the newest snapshot into a folder that is thrown away, and looks into it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

restic restore latest --quiet --path "$BACKUP_SOURCE" --include "$BACKUP_SOURCE/customers.csv" --target "$folder"
restored=$folder$BACKUP_SOURCE/customers.csv
[ -s "$restored" ] || { echo "customers.csv is not in the newest snapshot"; exit 1; }
head -n 1 "$restored" | grep -q '^id,' || { echo "customers.csv does not begin as it should"; exit 1; }
echo "$(($(wc -l < "$restored") - 1)) customers restored"
