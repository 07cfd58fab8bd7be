import { containerfile, directories, http, ImageProgram, install, shell } from '../image-program';

const SILENCE = JSON.stringify({
  matchers: [{ name: 'alertname', value: 'Kept', isRegex: false }],
  startsAt: '2026-01-01T00:00:00Z',
  endsAt: '2096-01-01T00:00:00Z',
  createdBy: 'test',
  comment: 'kept',
});
const SILENCES = `${http('9093/api/v2/silences').join(' ')} | grep -o '"comment":"kept"' | sort -u`;

export const ALERTMANAGER: ImageProgram = {
  image: 'docker.io/prom/alertmanager:v0.28.1',
  program: 'Alertmanager',
  version: '0.28',
  versionCommand: { command: ['alertmanager', '--version'], prefix: 'alertmanager, version ' },
  containerfile: containerfile(
    install('prometheus-alertmanager'),
    'RUN ln -s /usr/bin/prometheus-alertmanager /usr/local/bin/alertmanager && mkdir /etc/alertmanager',
    "RUN printf 'route: { receiver: none }\\nreceivers: [{ name: none }]\\n' > /etc/alertmanager/alertmanager.yml",
    directories('nobody:nogroup', '755', '/alertmanager'),
    'USER nobody',
    'WORKDIR /alertmanager',
    'ENTRYPOINT ["/usr/local/bin/alertmanager"]',
    'CMD ["--config.file=/etc/alertmanager/alertmanager.yml", "--storage.path=/alertmanager"]',
  ),
  container: {
    args: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager', '--data.maintenance-interval=1s', '--cluster.listen-address='],
  },
  request: shell(`busybox wget -q -O /dev/null --header 'Content-Type: application/json' --post-data '${SILENCE}' http://127.0.0.1:9093/api/v2/silences
    sleep 2; ${SILENCES} && ls /alertmanager/silences`),
  answer: '"comment":"kept"\n/alertmanager/silences\n',
  kept: { request: shell(SILENCES), answer: '"comment":"kept"\n' },
  without: 'Running maintenance failed...open /alertmanager/...read-only file system',
};
