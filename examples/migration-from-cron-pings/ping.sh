#!/bin/sh
# What a ping-first monitor knows of a job: its exit code. Usage: ping.sh NAME COMMAND...
name=$1
shift
"$@"
code=$?
curl -fsS -m 10 --retry 3 -o /dev/null "$PING_URL/$name/$code"
exit "$code"
