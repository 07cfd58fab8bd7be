"""Runs a program, and prints as JSON what it took: whole_process.py SECONDS STDOUT STDERR PROGRAM ARGUMENTS..."""
import json
import resource
import subprocess
import sys
import time

seconds, output, errors, *command = sys.argv[1:]
start = time.monotonic()
with open(output, 'wb') as stdout, open(errors, 'wb') as stderr:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr)
    try:
        status = process.wait(float(seconds))
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        status = None
wall = time.monotonic() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({'status': status, 'cpu': usage.ru_utime + usage.ru_stime, 'wall': wall, 'peak': usage.ru_maxrss / 1024}))
