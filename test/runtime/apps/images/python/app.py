# Writes a temporary file, and a cache where platformdirs says, as pip and many libraries do.
import os
import tempfile

import platformdirs

cache = platformdirs.user_cache_dir('app')
os.makedirs(cache, exist_ok=True)


def application(environ, start_response):
    with tempfile.NamedTemporaryFile() as upload:
        answer = f'Upload in {os.path.dirname(upload.name)}, cache in {cache}\n'
    start_response('200 OK', [('Content-Type', 'text/plain')])
    return [answer.encode()]
