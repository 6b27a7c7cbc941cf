/** Kept here, not in commander: `luota run` loads nothing it does not need. */
export const runHelp = `Usage: luota run NAME [options] [--] COMMAND [ARGUMENT…]

Runs COMMAND as it would run without luota, passes its streams, signals and exit code
through, and leaves a record of what happened. Options come before COMMAND.

Options:
  -q, --quiet            print the command's output only when it ended badly
      --no-overlap       skip (exit 75) while an earlier run of NAME still runs
      --timeout TIME     TERM after TIME, KILL a grace later, exit 124   (90s, 10m, 1h30m)
      --kill-after TIME  the grace between TERM and KILL                 (default 30s)
      --capture WHICH    both, stderr or none: what the record keeps     (default both)
      --shell LINE       run LINE with /bin/sh instead of COMMAND
      --sha SHA          the deployed commit (else LUOTA_SHA, GITHUB_SHA, CI_COMMIT_SHA, .git)
      --tag KEY=VALUE    a label to find the run by; may be repeated
      --payload JSON     what the run worked on; @FILE reads it from a file
      --external-id ID   the id of the event that caused the run
      --summary TEXT     one line about the run
      --store FILE       the store to record in (else $LUOTA_STORE, else the usual place)
  -h, --help             this text

Examples:
  luota run nightly-backup -- /opt/backup/backup.sh --full
  luota run billing-sync --timeout 10m --tag region=eu -- ./sync.sh
  luota run report -q --shell 'make report | gzip > report.gz'
  In a crontab:  30 2 * * *  /opt/luota/bin/luota run nightly-backup -- /opt/backup/backup.sh

Exit code: the command's own; 124 after --timeout, 126 not executable, 127 not found,
75 skipped, 64 when luota itself was called wrongly. See what was recorded: luota show NAME
`;
