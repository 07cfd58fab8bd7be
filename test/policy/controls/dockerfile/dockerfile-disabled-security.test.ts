import { foundBehindFrom, foundInFile } from './found';
import { dockerfileDisabledSecurity } from '../../../../src/policy/controls/dockerfile/dockerfile-disabled-security';
import { dockerfile } from '../../../formats/dockerfile/support';

test.each<[string, string]>([
  ['ENV NODE_TLS_REJECT_UNAUTHORIZED=0', 'ENV NODE_TLS_REJECT_UNAUTHORIZED=0'],
  ['ENV GIT_SSL_NO_VERIFY true', 'ENV GIT_SSL_NO_VERIFY=true'],
  ['ENTRYPOINT ["node", "--inspect=0.0.0.0:9229", "x.js"]', 'ENTRYPOINT --inspect=0.0.0.0:9229'],
  ['CMD ["dockerd", "-H", "tcp://0.0.0.0:2375"]', 'CMD -H=tcp://0.0.0.0:2375'],
  ['CMD node --inspect=0.0.0.0:9229 x.js', 'CMD --inspect=0.0.0.0:9229'],
  ['RUN git config --global http.sslVerify false', 'RUN http.sslVerify=false'],
  ['RUN NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci', 'RUN NODE_TLS_REJECT_UNAUTHORIZED=0'],
  ['RUN wget --no-check-certificate https://a', 'RUN --no-check-certificate'],
  ['RUN echo start && wget --no-check-certificate https://a', 'RUN --no-check-certificate'],
  ['RUN wget --no-check-certificate https://localhost.example', 'RUN --no-check-certificate'],
  ['HEALTHCHECK CMD wget --no-check-certificate https://a', 'HEALTHCHECK --no-check-certificate'],
  ['HEALTHCHECK CMD ["wget", "--no-check-certificate", "https://a"]', 'HEALTHCHECK --no-check-certificate'],
  ['ENV ALLOW_EMPTY_PASSWORD=yes REDIS_PASSWORD=', 'ENV ALLOW_EMPTY_PASSWORD=yes'],
  ['CMD ["kubelet", "--read-only-port=10255"]', 'CMD --read-only-port=10255'],
  ['ONBUILD ENV PYTHONHTTPSVERIFY=0', 'ONBUILD ENV PYTHONHTTPSVERIFY=0'],
])('refuses %s', (line, value) => expect(foundBehindFrom(dockerfileDisabledSecurity, line)).toEqual([`2 ${value}`]));

test('the value of a finding has no other words of a variable, which may be secrets', () => {
  expect(foundBehindFrom(dockerfileDisabledSecurity, 'ENV JAVA_TOOL_OPTIONS="-Dtitle=s3cr3t -agentlib:jdwp=transport=dt_socket,address=*:5005"'))
    .toEqual(['2 ENV JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,address=*:5005']);
});

test.each([
  'ENV NODE_TLS_REJECT_UNAUTHORIZED=1', 'ENV NVIDIA_VISIBLE_DEVICES=all', 'ENV DOCKER_HOST=tcp://a:2375', 'ENTRYPOINT ["node", "--inspect=127.0.0.1"]', 'RUN git config --global http.sslVerify true',
  'RUN mysqld --skip-grant-tables', 'LABEL NODE_TLS_REJECT_UNAUTHORIZED=0', 'COPY --inspect=0.0.0.0 a b', 'RUN GIT_SSL_NO_VERIFY=$X git clone a',
  'RUN wget -q https://a # --no-check-certificate is not needed', 'RUN echo "use --no-check-certificate" > /README', 'RUN ["echo", "--no-check-certificate"]',
  'RUN sh -c \'echo "never use --no-check-certificate"; wget https://a\'', 'RUN wget --no-check-certificate https://localhost:8443/', 'HEALTHCHECK CMD wget --no-check-certificate https://127.0.0.1/',
  'HEALTHCHECK CMD ["wget", "--no-check-certificate", "https://[::1]:8443/"]', 'ENV ALLOW_EMPTY_PASSWORD=yes REDIS_PASSWORD=x', 'CMD ["dashboard", "--insecure-port=9090"]',
  'CMD ["code-server", "--auth", "none", "--bind-addr", "127.0.0.1:8080"]',
])('accepts %s', (line) => expect(foundBehindFrom(dockerfileDisabledSecurity, line)).toEqual([]));

test('in other stages only unverified servers count', () => {
  expect(foundInFile(dockerfileDisabledSecurity, 'FROM a:1', 'ENV GIT_SSL_NO_VERIFY=1', 'CMD ["node", "--inspect=0.0.0.0"]', 'FROM b:1')).toEqual(['2 ENV GIT_SSL_NO_VERIFY=1']);
});

test('reads variables before commands in here-documents, and after HEALTHCHECK', () => {
  expect(foundInFile(dockerfileDisabledSecurity, 'FROM a:1', 'RUN <<E', 'set -e', 'GIT_SSL_NO_VERIFY=1 git clone https://a', 'E')).toEqual(['2 RUN GIT_SSL_NO_VERIFY=1']);
  expect(foundBehindFrom(dockerfileDisabledSecurity, 'HEALTHCHECK CMD GIT_SSL_NO_VERIFY=1 git ls-remote')).toEqual(['2 HEALTHCHECK GIT_SSL_NO_VERIFY=1']);
  expect(foundBehindFrom(dockerfileDisabledSecurity, 'HEALTHCHECK CMD echo --no-check-certificate')).toEqual([]);
  expect(foundInFile(dockerfileDisabledSecurity, 'FROM a:1', 'RUN cat <<E >/README', 'wget --no-check-certificate https://a', 'E')).toEqual([]);
});

test('reads here-documents, and has the risk of the setting', () => {
  const view = dockerfile('FROM a:1', 'RUN <<EOF', 'git config --global http.sslVerify false', 'EOF', 'CMD ["dockerd", "--host=tcp://0.0.0.0:2375"]');
  expect(dockerfileDisabledSecurity.checkDockerfile(view)).toMatchObject([
    { value: 'RUN http.sslVerify=false', risk: 'medium' }, { value: 'CMD --host=tcp://0.0.0.0:2375', risk: 'high' },
  ]);
});
