import { failureOf } from '../../../../src/commands/cli/lock/failure';

const failure = (stderr: string, tool: 'crane' | 'skopeo' | 'docker' = 'skopeo', image = 'reg.example:5000/team/app:1') =>
  failureOf(image, tool, { stdout: Buffer.alloc(0), stderr, status: 1 }, 60);

const skopeo = (words: string) => `time="2026-11-28T03:38:49Z" level=fatal msg=${JSON.stringify(`Error parsing image name "docker://reg.example:5000/team/app:1": ${words}`)}\n`;

// What skopeo 1.18.0, crane of go-containerregistry 0.20 and docker buildx 0.13.1 print about docker-registry 2.8.3.
test.each([
  ['skopeo', skopeo('reading manifest 1 in reg.example:5000/team/app: manifest unknown')],
  ['skopeo', skopeo('reading manifest 1 in reg.example:5000/team/app: name unknown: repository name not known to registry')],
  ['crane', 'Error: fetching manifest reg.example:5000/team/app:1: GET http://reg.example:5000/v2/team/app/manifests/1: MANIFEST_UNKNOWN: manifest unknown; map[Tag:1]\n'],
  ['docker', 'ERROR: reg.example:5000/team/app:1: not found\n'],
] as const)('%s says that there is no such tag: %s', (tool, stderr) => {
  const { isAnswer, message } = failure(stderr, tool);
  expect(isAnswer).toBe(true);
  expect(message).toMatch(/^reg\.example:5000\/team\/app:1: \w+ says: .*\. Fix: correct the name or the tag in the manifest$/);
});

test.each([
  ['skopeo', skopeo('reading manifest 1 in reg.example:5000/team/app: authentication required'), 'skopeo login reg.example:5000'],
  ['crane', 'Error: fetching manifest reg.example:5000/team/app:1: GET http://reg.example:5000/v2/team/app/manifests/1: UNAUTHORIZED: authentication required; []\n',
    'crane auth login reg.example:5000'],
  ['docker', 'ERROR: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials\n',
    'docker login reg.example:5000'],
] as const)('%s says that it needs credentials: %s', (tool, stderr, command) => {
  const { isAnswer, message } = failure(stderr, tool);
  expect(isAnswer).toBe(false);
  expect(message).toContain(`. Fix: run \`${command}\`, if the name is right`);
});

test('the name of the image is no sign', () => {
  const named = (words: string) => failure(`FATA[0000] ${words}`, 'skopeo', 'reg.example/denied/timeout-unauthorized:401').message;
  expect(named('reading reg.example/denied/timeout-unauthorized:401: it rains')).toMatch(/Fix: run it by hand to see more$/);
  expect(named('reading manifest in reg.example/denied/timeout-unauthorized: manifest unknown')).toMatch(/Fix: correct the name or the tag/);
});

test('the registry of Docker Hub is named', () => {
  expect(failure('ERROR: denied', 'docker', 'docker.io/library/nginx:1').message).toContain('`docker login docker.io`');
});

test.each([
  'dial tcp 127.0.0.1:5726: connect: connection refused', 'dial tcp: lookup reg.example: no such host', 'net/http: TLS handshake timeout', 'unexpected EOF',
])('a registry that cannot be reached is no answer: %s', (words) => {
  const { isAnswer, message } = failure(skopeo(words));
  expect(isAnswer).toBe(false);
  expect(message).toBe(`reg.example:5000/team/app:1: skopeo says: ${words}. Fix: make sure that reg.example:5000 runs and can be reached from here, and run the command again`);
});

test.each([
  ['skopeo', '--tool-option=--tls-verify=false'], ['crane', '--tool-option=--insecure'], ['docker', '--tool skopeo --tool-option=--tls-verify=false'],
] as const)('names the option of %s for a registry without TLS', (tool, option) => {
  expect(failure('http: server gave HTTP response to HTTPS client', tool).message)
    .toBe(`reg.example:5000/team/app:1: ${tool} says: http: server gave HTTP response to HTTPS client. Fix: if reg.example:5000 has no TLS, and only then, add ${option}`);
});

test('what no one knows is shown: the last line, cut', () => {
  expect(failure('first\nlast \n\n').message).toBe('reg.example:5000/team/app:1: skopeo says: last. Fix: run it by hand to see more');
  expect(failure('').message).toContain('skopeo says: exit code 1.');
  expect(failure('x'.repeat(10_000)).message.length).toBeLessThan(800);
  expect(failure('time="x" level=fatal msg="a \\x07 bell"').message).toContain('says: a \\x07 bell.');
});

test('says why a program was ended', () => {
  const ended = (why: 'timeout' | 'size') => failureOf('a:1', 'crane', { stdout: Buffer.alloc(0), stderr: 'working', status: null, ended: why }, 60);
  expect(ended('timeout')).toEqual({ isAnswer: false, message: 'a:1: crane says: no answer in 60 seconds (timeout). Fix: make sure that docker.io runs and can be reached from here, and run the command again' });
  expect(ended('size').message).toContain('the answer is longer than the manifest says, or than a manifest can be');
});

test('a secret that a program prints is hidden', () => {
  const { message } = failure('Error: GET https://bot:hunter2Zq7W9@reg.example/v2/: 401; Authorization: Bearer hunter2Zq7W9\n', 'crane');
  expect(message).toMatch(/crane says: GET https:\/\/bot:\(hidden\)@reg\.example\/v2\/: 401; Authorization: Bearer \(hidden\)\. Fix: run `crane auth login /);
});
