#!/bin/sh
# Backs a folder up with restic. RESTIC_REPOSITORY and RESTIC_PASSWORD_FILE say where and how.
set -eu
summary=$(mktemp)
trap 'rm -f "$summary"' EXIT

status=0
restic backup --quiet --json "$BACKUP_SOURCE" > "$summary" || status=$?
if [ -n "${LUOTA_RUN_ID:-}" ]; then
  repository=$(restic cat config | sed -n 's/.*"id": *"\([0-9a-f]*\)".*/\1/p')
  luota evidence uploaded --from restic repository="$repository" < "$summary"
fi
exit "$status"
