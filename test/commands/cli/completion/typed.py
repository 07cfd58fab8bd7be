"""
Types lines into an interactive shell on a terminal of its own, each followed by keys that complete it and by Enter, and prints what the
command got as its arguments. Input and output are JSON: {"argv", "cwd", "setup", "typed"} and a list of lists.
"""
import json
import os
import pty
import select
import sys
import tempfile
import time

PATIENCE = 20  # seconds
task = json.load(sys.stdin)
folder = tempfile.mkdtemp()
result = os.path.join(folder, 'result')
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(task['cwd'])
    os.environ.update(TERM='xterm', RESULT=result)
    os.execvp(task['argv'][0], task['argv'])

seen = b''


def wait_for_result():
    global seen
    end = time.time() + PATIENCE
    while not os.path.exists(result):
        if time.time() > end:
            sys.exit('the shell did not answer: ' + seen.decode(errors='replace'))
        if select.select([terminal], [], [], 0.05)[0]:
            seen += os.read(terminal, 65536)
    with open(result) as file:
        lines = file.read().split('\n')[:-1]
    os.remove(result)
    return lines


# The arguments arrive in a file, whole.
record = 'printf "%s\\n" "$@" >"$RESULT.part"; mv "$RESULT.part" "$RESULT"'
setup = ['cdk8s-hardened() { ' + record + '; }'] + task['setup'] + ['cdk8s-hardened ready']
os.write(terminal, ''.join(line + '\r' for line in setup).encode())
if wait_for_result() != ['ready']:
    sys.exit('the shell is not ready: ' + seen.decode(errors='replace'))
answers = []
for typed in task['typed']:
    os.write(terminal, b'cdk8s-hardened ' + typed.encode() + b'\r')
    answers.append(wait_for_result())
print(json.dumps(answers))
os.write(terminal, b'\x15exit\r')
end = time.time() + PATIENCE
while time.time() < end and os.waitpid(pid, os.WNOHANG) == (0, 0):
    if select.select([terminal], [], [], 0.05)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            break
