import { DockerfileControl } from '../control';
import { flagViolations } from './violations';

const OWN_NETWORKS = ['default', 'none'];

export const dockerfileHostNetwork: DockerfileControl = {
  id: 'dockerfile-host-network',
  title: 'No RUN in the builder\'s network',
  level: 'hardened',
  risk: 'medium',
  why: 'The command, and every package that it installs, can reach services on the build '
    + 'machine: its metadata service, its runtime, other builds.',
  remedy: 'remove `--network=host`; download files from an address that all builders can reach, or copy them into the image',
  spec: {
    rules: [{ fields: ['--network of RUN, in every stage and in ONBUILD'], allowed: 'undefined, default, none' }],
    sources: ['https://docs.docker.com/reference/dockerfile/#run---network'],
  },
  checkDockerfile: (view) => flagViolations(view, 'network', (value) => !OWN_NETWORKS.includes(value), 'it runs in the builder\'s network'),
};
