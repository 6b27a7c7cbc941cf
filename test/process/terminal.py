"""Runs a command on a new terminal and plays a script against it.

usage: terminal.py STEPS COMMAND...   where STEPS is a JSON list of
  ["expect", text]  wait until the output since the last match holds the text
  ["send", text]    type it
  ["signal", name, text]  send a signal to the process whose id stands after the text in the output
Prints a JSON object: what the terminal showed, and how the command ended.
"""
import json, os, pty, re, select, signal, sys, time

steps, command = json.loads(sys.argv[1]), sys.argv[2:]
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
shown, seen, deadline = b"", 0, time.monotonic() + 20


def read_more():
    global shown
    if not select.select([terminal], [], [], max(0, deadline - time.monotonic()))[0]:
        raise TimeoutError
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    shown += data
    return len(data) > 0


trouble = None
try:
    for step in steps:
        if step[0] == "expect":
            while (at := shown.find(step[1].encode(), seen)) < 0:
                if not read_more():
                    raise EOFError
            seen = at + len(step[1].encode())
        elif step[0] == "send":
            os.write(terminal, step[1].encode())
        elif step[0] == "signal":
            found = re.search(re.escape(step[2]).encode() + rb"(\d+)", shown)
            os.kill(int(found.group(1)), getattr(signal, step[1]))
    while read_more():
        pass
except (TimeoutError, EOFError) as error:
    trouble = f"{type(error).__name__} at {step}"
    os.kill(pid, signal.SIGKILL)
_, status = os.waitpid(pid, 0)
print(json.dumps({"shown": shown.decode("utf-8", "replace"), "code": os.waitstatus_to_exitcode(status), "trouble": trouble}))
