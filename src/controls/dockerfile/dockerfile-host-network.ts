/*
 * The build has a network of its own.
 *
 * Restricted fields: --network of RUN, in every stage and in ONBUILD
 * Allowed values:    undefined, default, none
 *
 * Source: https://docs.docker.com/reference/dockerfile/#run---network
 */
import { DockerfileControl } from '../control';
import { flagViolations } from './violations';

const OWN_NETWORKS = ['default', 'none'];

export const dockerfileHostNetwork: DockerfileControl = {
  id: 'dockerfile-host-network',
  title: 'No RUN in the network of the builder',
  level: 'hardened',
  severity: 'warning',
  why: 'The command, and every package that it installs, reaches what listens on the machine that builds: its metadata service, its runtime, other builds.',
  remedy: 'leave `--network=host` out; what the build needs, fetch from an address that all builders reach, or copy it in',
  checkDockerfile: (view) => flagViolations(view, 'RUN', 'network', (value) => !OWN_NETWORKS.includes(value), 'it runs in the builder\'s network'),
};
