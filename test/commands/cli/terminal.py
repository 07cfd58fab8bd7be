"""
Runs a program on a terminal of its own, and types each line once the text before it has appeared. Input is JSON: {"argv", "cwd", "typed"},
a list of [text, keys]. Prints JSON: {"status", "shown"}.
"""
import json
import os
import pty
import select
import sys
import time

PATIENCE = 30  # seconds
task = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(task['cwd'])
    os.environ.update(TERM='xterm', NO_COLOR='1')
    os.execvp(task['argv'][0], task['argv'])

shown = ''
position = 0


def read():
    global shown
    if not select.select([terminal], [], [], 0.05)[0]:
        return True
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    shown += data.decode(errors='replace')
    return data != b''


end = time.time() + PATIENCE
for text, keys in task['typed']:
    while text not in shown[position:]:
        if not read() or time.time() > end:
            sys.exit('%r did not appear in %r' % (text, shown))
    position = shown.index(text, position) + len(text)
    os.write(terminal, keys.encode())
while read():
    if time.time() > end:
        sys.exit('the program did not end: %r' % shown)
_, status = os.waitpid(pid, 0)
print(json.dumps({'status': os.waitstatus_to_exitcode(status), 'shown': shown}))
