/** Each row runs twice, with and without the wrapper where it says `$W`, and must look the same. */
export const transparentRows: readonly (readonly [sentence: string, line: string])[] = [
  [
    "exit codes",
    'for code in 0 1 2 63 64 75 126 127 128 137 255; do $W sh -c "exit $code"; echo $?; done',
  ],
  [
    "signals as exit codes",
    'exec 2>/dev/null; for s in TERM HUP INT PIPE KILL ABRT USR1 ALRM; do $W sh -c "kill -$s \\$\\$" 2>/dev/null; echo $?; done',
  ],
  ["bytes that are no text", "$W head -c 300000 /dev/zero; $W printf '\\377\\376\\000\\n'"],
  ["no newline at the end", "$W printf 'a\\nb'"],
  [
    "stdin",
    "printf 'one\\ntwo\\n' | $W cat; $W cat < /etc/hostname; printf 'a\\nb\\n' | { $W sh -c 'read x; echo $x'; cat; }",
  ],
  ["stdin closed", "$W sh -c 'cat || echo closed' <&- 2>/dev/null"],
  ["stdout closed", "$W sh -c 'echo x || echo cannot >&2' >&- 2>/dev/null; echo $?"],
  ["stderr closed", "$W sh -c '[ -e /proc/self/fd/2 ] && echo open || echo closed' 2>&-"],
  [
    "/dev/stderr and /dev/stdout reopened",
    "$W sh -c 'echo a | tee /dev/stderr; /bin/echo b >/dev/stderr; /bin/echo c >/dev/stdout; /bin/echo d >/proc/self/fd/2'",
  ],
  [
    "descriptors of 3 and up",
    "exec 3</etc/hostname 7>&2; $W sh -c 'cat <&3; echo seven >&7'; ls /proc/self/fd >/dev/null; $W sh -c 'for n in 3 4 5 6 7 8 9 10 11 12 13; do [ -e /proc/$$/fd/$n ] && printf \"%s \" $n; done'",
  ],
  [
    "all of 3 to 9 in use",
    "exec 3<&0 4<&0 5<&0 6<&0 7<&0 8<&0 9<&0; $W sh -c 'for n in 3 4 5 6 7 8 9 10; do [ -e /proc/$$/fd/$n ] && printf \"%s \" $n; done; echo err >&2'",
  ],
  ["a high descriptor", "exec 200</etc/hostname; $W cat <&200; $W sh -c 'cat /proc/self/fd/200'"],
  [
    "a lock held by the caller",
    "exec 9>\"$(mktemp)\"; flock 9; $W sh -c 'flock -n 9 && echo mine'",
  ],
  ["a passphrase descriptor", "$W sh -c 'cat <&3' 3< <(echo secret)"],
  ["process substitution", "$W cat <(echo one) <(echo two)"],
  ["soft limit of open files", "ulimit -Sn 512; $W sh -c 'ulimit -Sn; ulimit -Hn'"],
  ["other limits", "ulimit -c 0; ulimit -Ss 4096; ulimit -v 40000000; $W sh -c 'ulimit -a'"],
  ["HUP ignored stays ignored", "trap '' HUP; $W sh -c 'kill -HUP $$; echo alive'"],
  ["several signals ignored", "trap '' HUP INT QUIT PIPE USR1; $W grep SigIgn /proc/self/status"],
  ["no signal ignored", "$W grep SigIgn /proc/self/status"],
  ["no signal blocked", "$W grep SigBlk /proc/self/status"],
  ["background job of a script", "$W grep SigIgn /proc/self/status & wait $!"],
  ["umask", "umask 027; $W sh -c umask; umask 0; $W sh -c umask"],
  ["cwd", "cd /usr/bin; $W pwd; $W sh -c 'ls -d ../bin'"],
  [
    "cwd through a symlink",
    "d=$(mktemp -d); ln -s /usr/lib $d/l; cd $d/l; $W sh -c 'pwd' | sed \"s#$d##\"; $W pwd -P; rm -r $d",
  ],
  ["a deleted cwd", "d=$(mktemp -d); cd $d; rmdir $d; $W /bin/echo still here 2>/dev/null"],
  [
    "an empty word and odd words",
    "$W printf '[%s]' '' ' ' '*' '$HOME' \"a'b\" 'a\"b' 'é' '--' '-q' $'two\\nlines'",
  ],
  [
    "argv[0]",
    '$W sh -c \'tr "\\0" " " </proc/$$/cmdline\'; ulimit -Sn 300; $W sh -c \'tr "\\0" " " </proc/$$/cmdline\'',
  ],
  [
    "NODE_OPTIONS that would end Node",
    "export NODE_OPTIONS='--no-such-flag \"x y\"'; $W printenv NODE_OPTIONS",
  ],
  ["NODE_OPTIONS set and empty", "export NODE_OPTIONS=; $W sh -c 'echo ${NODE_OPTIONS-unset}'"],
  [
    "settings for Node",
    "export NODE_DEBUG=net NODE_PATH=/nowhere NODE_V8_COVERAGE=/nowhere/at/all OPENSSL_CONF=/nowhere NODE_ICU_DATA=/nowhere NODE_EXTRA_CA_CERTS=/nowhere NODE_CHANNEL_FD=77 NODE_PENDING_DEPRECATION=1 NODE_COMPILE_CACHE=/nowhere NODE_REDIRECT_WARNINGS=/nowhere/x; $W printenv NODE_DEBUG NODE_PATH NODE_V8_COVERAGE OPENSSL_CONF NODE_ICU_DATA NODE_EXTRA_CA_CERTS NODE_CHANNEL_FD NODE_PENDING_DEPRECATION NODE_COMPILE_CACHE NODE_REDIRECT_WARNINGS",
  ],
  [
    "the environment",
    "export A=1 'B= two  words' EMPTY= C=$'x\\ny' D='é'; $W env | grep -v ^_= | sort",
  ],
  [
    "exported functions and names that are none of a shell's",
    "f() { echo from f; }; export -f f; env a.b=1 'c-d=x y' $W bash -c 'f; printenv a.b c-d'; ulimit -Sn 300; env a.b=1 $W bash -c 'f; printenv a.b; echo $0' $'\\351'",
  ],
  [
    "bytes that are not UTF-8 in words and variables",
    "export LATIN=$'caf\\351\\n'; $W printf '[%s]' $'caf\\351' $'\\377\\n' plain \"$LATIN\"; $W printenv LATIN; ulimit -Sn 300; $W sh -c 'printf \"[%s]\" \"$LATIN\" \"$@\"' sh $'\\351'",
  ],
  [
    "no variable is added",
    "env -i PATH=/usr/bin:/bin A=1 $W env | sort; env -i PATH=/usr/bin:/bin PWD=/tmp SHLVL=3 $W env | sort; ulimit -Sn 300; env -i PATH=/usr/bin:/bin $W env | sort",
  ],
  [
    "a very large environment",
    "export BIG=$(head -c 100000 /dev/zero | tr '\\0' x); $W sh -c 'echo ${#BIG}'",
  ],
  ["an almost empty environment", "env -i PATH=/usr/bin:/bin $W sh -c 'echo $PATH'"],
  [
    "a command that is not there",
    "$W luota-no-such-command 2>/dev/null; echo $?; $W /no/such/path 2>/dev/null; echo $?; $W '' 2>/dev/null; echo $?",
  ],
  [
    "what is not executable",
    "$W /etc/hostname 2>/dev/null; echo $?; $W /usr 2>/dev/null; echo $?; $W /etc/hostname/x 2>/dev/null | wc -c",
  ],
  [
    "a bad interpreter",
    "f=$(mktemp); printf '#!/no/such/interpreter\\n' >$f; chmod +x $f; sh -c \"$W $f\" 2>/dev/null; echo $?; rm $f",
  ],
  [
    "a script without #!",
    "f=$(mktemp); echo 'echo ran $1' >$f; chmod +x $f; $W $f word; ulimit -Sn 300; $W $f word; rm $f",
  ],
  ["a command that itself exits 127", "$W sh -c 'exit 127'; echo $?"],
  [
    "a reader that leaves early",
    "$W yes | head -1; echo ${PIPESTATUS[0]}; $W sh -c 'while echo x; do :; done' 2>/dev/null | head -1; echo ${PIPESTATUS[0]}",
  ],
  [
    "a reader that has gone before",
    "$W sh -c 'sleep 0.3; echo x; sleep 0.3; echo y' 2>/dev/null | exec true; echo ${PIPESTATUS[0]}",
  ],
  [
    "a job that ignores PIPE sees the error",
    "trap '' PIPE; $W sh -c 'echo a; sleep 0.5; echo b || echo failed >&2' 2>/dev/null | head -c 0; echo ${PIPESTATUS[0]}",
  ],
  [
    "a regular file",
    "f=$(mktemp); $W sh -c 'echo one; echo two >&2' >$f; cat $f; $W sh -c 'echo three; echo four >&2' >$f 2>&1; cat $f; rm $f",
  ],
  [
    "a file in the middle of being written",
    "f=$(mktemp); { echo a; $W echo b; echo c; } >$f; cat $f; rm $f",
  ],
  [
    "a log appended to",
    "f=$(mktemp); echo zero >$f; $W sh -c 'echo one; echo two >&2' >>$f 2>&1; $W sh -c 'echo three' >>$f; cat $f; rm $f",
  ],
  [
    "a file that the job seeks in",
    "f=$(mktemp); echo abcdef >$f; $W sh -c 'printf xy' 1<>$f; cat $f; rm $f",
  ],
  [
    "nothing to write on",
    "$W sh -c 'echo a; echo b >&2' >/dev/null 2>&1; echo $?; $W sh -c 'echo a; :' >/dev/full 2>/dev/null; echo over",
  ],
  [
    "many lines of both streams in one place keep their order",
    "$W sh -c 'i=0; while [ $i -lt 2000 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done' 2>&1",
  ],
  ["wrapped twice", "$W $W sh -c 'echo deep; echo err >&2; exit 4'; echo $?"],
  [
    "a mebibyte each way",
    "head -c 1048576 /dev/urandom >/tmp/luota-in.$$; $W cat </tmp/luota-in.$$ | cmp - /tmp/luota-in.$$ && echo same; rm /tmp/luota-in.$$",
  ],
];
