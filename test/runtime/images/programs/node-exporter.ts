import { containerfile, http, ImageProgram, install, shell } from '../image-program';

export const NODE_EXPORTER: ImageProgram = {
  image: 'quay.io/prometheus/node-exporter:v1.9.0',
  program: 'node_exporter',
  version: '1.9',
  versionCommand: { command: ['node_exporter', '--version'], prefix: 'node_exporter, version ' },
  containerfile: containerfile(
    install('prometheus-node-exporter'),
    'RUN ln -s prometheus-node-exporter /usr/bin/node_exporter',
    'USER nobody',
    'ENTRYPOINT ["/bin/node_exporter"]',
  ),
  request: shell(`${http('9100/metrics').join(' ')} | grep -o '^node_load1 '`),
  answer: 'node_load1 \n',
};
