import { DockerfileControl } from '../control';
import { flagViolations } from './violations';

export const dockerfileInsecureRun: DockerfileControl = {
  id: 'dockerfile-insecure-run',
  title: 'No RUN outside the sandbox',
  level: 'hardened',
  risk: 'high',
  why: 'The command runs as root with all capabilities, or with devices, on the build host: a package that it installs can take over the '
    + 'host and every image that is built there.',
  remedy: 'remove `--security=insecure` and `--device`; run commands that need them in a virtual machine, or on the node',
  spec: {
    rules: [
      { fields: ['--security of RUN, in every stage and in ONBUILD'], allowed: 'undefined, sandbox' },
      { fields: ['--device of RUN, in every stage and in ONBUILD'], allowed: 'undefined' },
    ],
    notes: ['This is an error, because it is equivalent to a privileged container on the build host. BuildKit requires the entitlement '
      + 'security.insecure or device for it.'],
    sources: ['https://docs.docker.com/reference/dockerfile/#run---security', 'https://docs.docker.com/reference/dockerfile/#run---device'],
  },
  checkDockerfile: (view) => [
    ...flagViolations(view, 'security', (value) => value !== 'sandbox', 'it runs without a sandbox'),
    ...flagViolations(view, 'device', () => true, 'it has devices of the build host'),
  ],
};
