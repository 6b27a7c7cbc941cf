#!/bin/sh
# Decrypts the newest dump, restores it into a database that is thrown away, and prints its customers.
set -eu
newest=$(find "$BACKUP_FOLDER" -name '*.dump.enc' | sort | tail -n 1)
throwaway=restore_check_$$
plain=$(mktemp)
trap 'rm -f "$plain"; dropdb --if-exists "$throwaway" 2> /dev/null' EXIT

openssl enc -d -aes-256-cbc -pbkdf2 -pass "file:$BACKUP_KEY" -in "$newest" -out "$plain"
createdb "$throwaway"
pg_restore --exit-on-error --no-owner --dbname "$throwaway" "$plain"
psql --no-psqlrc --quiet --tuples-only --no-align --dbname "$throwaway" \
  --command "select count(*) from customer"
