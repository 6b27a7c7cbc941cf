#!/bin/sh
# Dumps a database into an encrypted file. PGHOST, PGUSER and PGDATABASE say which.
set -eu
dump=$BACKUP_FOLDER/$PGDATABASE-$(date -u +%FT%H%M%SZ).dump.enc

# The quiet failure: the status of a pipe is that of its last command.
pg_dump --format=custom | openssl enc -aes-256-cbc -pbkdf2 -pass "file:$BACKUP_KEY" -out "$dump"
echo "dumped: $(basename "$dump")"
[ -z "${LUOTA_RUN_ID:-}" ] || luota evidence dumped database="$PGDATABASE" --file "$dump"
