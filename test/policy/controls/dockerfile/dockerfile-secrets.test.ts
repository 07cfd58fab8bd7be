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
  ['ARG A B_SECRET=Hunter22', ['ARG B_SECRET']],
  ['ENV NPM_TOKEN=$NPM_TOKEN', ['ENV NPM_TOKEN']],
  ['ONBUILD ARG NPM_TOKEN', ['ONBUILD ARG NPM_TOKEN']],
  ['LABEL PASSWORD=x a=b', ['LABEL']],
  ['RUN DB_PASSWORD=hunter2 migrate && curl -u admin:hunter22 http://a', ['RUN', 'RUN']],
  ['RUN app --token hunter2', ['RUN']],
  ['CMD ["app", "--api-key=hunter2"]', ['CMD']],
  ['ENTRYPOINT app --api-key=hunter2', ['ENTRYPOINT']],
  [`RUN git clone https://x:${GITHUB_TOKEN}@github.com/a/b`, ['RUN']],
  ['ADD https://user:hunter22@a.example/y /y', ['ADD']],
  ['ADD https://a.example/y?a=1&token=hunter22 /y', ['ADD']],
  ['RUN docker login -u ci -p hunter22 && sh -c "redis-cli -a hunter22 ping"', ['RUN', 'RUN']],
  ['ENTRYPOINT ["redis-cli", "-a", "hunter22"]', ['ENTRYPOINT']],
])('refuses %s', (line, values) => expect(foundBehindFrom(dockerfileSecrets, line)).toEqual(values.map((value) => `2 ${value}`)));

test.each([
  'ENV PASSWORD_FILE=/run/secrets/db', 'ENV TOKEN=', 'ENV TOKEN=/run/secrets/token', 'ENV TOKEN_TTL=5', 'ENV A=$B', 'ARG VERSION', 'ARG VERSION=1', 'LABEL secret.name=web', 'HEALTHCHECK CMD curl -f http://localhost', 'RUN app --token "$TOKEN"',
  'RUN app --tls-secret=web-tls', 'CMD ["app", "--password-file=/run/secrets/a"]',
  'RUN --mount=type=secret,id=token A_TOKEN=$(cat /run/secrets/token) a', 'ARG TOKEN_URL',
  'LABEL secret="false"', 'ENV CREDENTIALS_USERNAME=admin', 'ADD https://a.example/y?a=1 /y', 'RUN docker login -u ci -p "$PASS"', 'RUN docker run --name mongo -p 27017:27017 mongo',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileSecrets, line)).toEqual([]));

test.each([
  ['ARG NPM_TOKEN', 'by its name, a secret that is passed to the build'],
  ['ARG NPM_TOKEN=', 'by its name, a secret that is passed to the build'],
  ['ENV NPM_TOKEN=$TOKEN', 'by its name, a secret that is passed to the build'],
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

test.each([
  ['RUN curl -u admin:hunter22 http://a', '"-u" holds a user and a password', '-u'],
  [`RUN git clone https://x:${GITHUB_TOKEN}@github.com/a/b`, 'it holds a GitHub token', 'a GitHub token'],
])('a message about %s has a subject, and a waiver names the option', (line, detail, allowKey) => {
  expect(dockerfileSecrets.checkDockerfile(dockerfile('FROM alpine:3.22', line))).toMatchObject([{ value: 'RUN', detail, allowKey }]);
});
