import { containerfile, directories, file, http, ImageProgram, install, shell } from '../image-program';

export const PROMETHEUS: ImageProgram = {
  image: 'docker.io/prom/prometheus:v2.53.3',
  program: 'Prometheus',
  version: '2.53',
  versionCommand: { command: ['prometheus', '--version'], prefix: 'prometheus, version ' },
  containerfile: containerfile(
    install('prometheus'),
    'RUN ln -s /usr/bin/prometheus /bin/prometheus || true',
    directories('nobody:nogroup', '775', '/prometheus'),
    file('/etc/prometheus/prometheus.yml', 'global: { scrape_interval: 1s }\nscrape_configs: [{ job_name: itself, static_configs: [{ targets: ["127.0.0.1:9090"] }] }]'),
    'USER nobody',
    'WORKDIR /prometheus',
    'ENTRYPOINT ["/bin/prometheus"]',
    'CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]',
  ),
  request: shell(`${http('9090/api/v1/query?query=up').join(' ')} | grep -o '"job":"itself"' && ls /prometheus/wal | head -n 1`),
  answer: '"job":"itself"\n00000000\n',
  without: 'open /prometheus/queries.active: read-only file system',
};
