#!/bin/sh
# Mails a file over SMTP; what the server answered last is the receipt. Usage: send.sh FILE SUBJECT
set -eu
talk=$(mktemp)
trap 'rm -f "$talk"' EXIT

status=0
{
  printf 'From: %s\r\nTo: %s\r\nSubject: %s\r\n' "$REPORT_FROM" "$REPORT_TO" "$2"
  printf 'Date: %s\r\nContent-Type: text/csv; charset=utf-8\r\n\r\n' "$(date -R)"
  sed 's/\r*$/\r/' "$1"
} | curl -sv --url "smtp://$SMTP_SERVER" --max-time 60 --upload-file - \
  --mail-from "$REPORT_FROM" --mail-rcpt "$REPORT_TO" 2> "$talk" || status=$?

receipt=$(tr -d '\r' < "$talk" | sed -n 's/^< \([2-5][0-9][0-9][ -]\)/\1/p' | grep -v '^221' | tail -n 1)
if [ -n "${LUOTA_RUN_ID:-}" ]; then
  set -- delivered to="$REPORT_TO" --receipt "$receipt"
  [ "$status" -eq 0 ] || set -- "$@" --failed "the mail was not taken, curl ended with $status"
  luota evidence "$@"
fi
exit "$status"
