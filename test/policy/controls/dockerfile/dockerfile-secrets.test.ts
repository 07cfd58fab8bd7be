import { foundBehindFrom } from './found';
import { dockerfileSecrets } from '../../../../src/policy/controls/dockerfile/dockerfile-secrets';
import { dockerfile } from '../../../formats/dockerfile/support';

const GITHUB_TOKEN = 'ghp_' + 'a1'.repeat(18);

test.each<[string, string[]]>([
  ['ENV DB_PASSWORD=hunter2', ['ENV DB_PASSWORD']],
  ['ENV A=1 API_KEY="x y" B=2', ['ENV API_KEY']],
  ['ENV SECRET hunter2 and more', ['ENV SECRET']],
  [`ENV HARMLESS=${GITHUB_TOKEN}`, ['ENV HARMLESS']],
  ['ENV URL=https://me:hunter2@a.example', ['ENV URL']],
  ['ARG NPM_TOKEN', ['ARG NPM_TOKEN']],
  ['ARG NPM_TOKEN=', ['ARG NPM_TOKEN']],
  ['ARG A B_SECRET=x', ['ARG B_SECRET']],
  ['ENV NPM_TOKEN=$NPM_TOKEN', ['ENV NPM_TOKEN']],
  ['ONBUILD ARG NPM_TOKEN', ['ONBUILD ARG NPM_TOKEN']],
  ['LABEL PASSWORD=x a=b', ['LABEL PASSWORD']],
  ['RUN DB_PASSWORD=hunter2 migrate && curl -u admin:hunter22 http://a', ['RUN DB_PASSWORD', 'RUN -u']],
  ['RUN app --token hunter2', ['RUN --token']],
  ['CMD ["app", "--api-key=hunter2"]', ['CMD --api-key']],
  ['ENTRYPOINT app --api-key=hunter2', ['ENTRYPOINT --api-key']],
  [`RUN git clone https://x:${GITHUB_TOKEN}@github.com/a/b`, ['RUN a GitHub token']],
])('refuses %s', (line, values) => expect(foundBehindFrom(dockerfileSecrets, line)).toEqual(values.map((value) => `2 ${value}`)));

test.each([
  'ENV PASSWORD_FILE=/run/secrets/db', 'ENV TOKEN=', 'ENV TOKEN=/run/secrets/token', 'ENV TOKEN_TTL=5', 'ENV A=$B', 'ARG VERSION', 'ARG VERSION=1', 'LABEL secret.name=web', 'HEALTHCHECK CMD curl -f http://localhost', 'RUN app --token "$TOKEN"',
  'RUN app --tls-secret=web-tls', 'CMD ["app", "--password-file=/run/secrets/a"]',
  'RUN --mount=type=secret,id=token A_TOKEN=$(cat /run/secrets/token) a', 'ARG TOKEN_URL',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileSecrets, line)).toEqual([]));

test.each([
  ['ARG NPM_TOKEN', 'a secret, as its name says, that is given to the build'],
  ['ARG NPM_TOKEN=', 'a secret, as its name says, that is given to the build'],
  ['ENV NPM_TOKEN=$TOKEN', 'a secret, as its name says, that is given to the build'],
  ['ARG NPM_TOKEN=hunter2', 'a secret, as its name says'],
  ['ENV NPM_TOKEN=hunter2', 'a secret, as its name says'],
])('names what %s contains', (line, kind) => {
  expect(dockerfileSecrets.checkDockerfile(dockerfile('FROM alpine:3.22', line)).map(({ detail }) => detail)).toEqual([`it holds ${kind}`]);
});

test('checks ARG before FROM, and discarded stages', () => {
  const view = dockerfile('ARG TOKEN', 'FROM alpine:3.22', 'ENV PASSWORD=x', 'FROM alpine:3.22');
  expect(dockerfileSecrets.checkDockerfile(view).map(({ allowKey }) => allowKey)).toEqual(['TOKEN', 'PASSWORD']);
});

test('never contains the secret', () => {
  const found = dockerfileSecrets.checkDockerfile(dockerfile('FROM alpine:3.22', 'ENV DB_PASSWORD=hunter2', `ARG X=${GITHUB_TOKEN}`, 'ENV TOKEN hunter2'));
  expect(found).toHaveLength(3);
  expect(JSON.stringify(found)).not.toMatch(/hunter2|ghp_/);
});
