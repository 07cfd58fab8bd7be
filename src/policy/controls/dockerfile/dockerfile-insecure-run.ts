import { DockerfileControl } from '../control';
import { flagViolations } from './violations';

export const dockerfileInsecureRun: DockerfileControl = {
  id: 'dockerfile-insecure-run',
  title: 'No RUN outside the sandbox',
  level: 'hardened',
  risk: 'high',
  why: 'The command is root with all capabilities, or has devices, on the machine that builds: one package that it '
    + 'installs can take over the machine, and every image built there.',
  remedy: 'leave `--security=insecure` and `--device` out; run what needs it in a virtual machine, or on the node',
  spec: {
    rules: [
      { fields: ['--security of RUN, in every stage and in ONBUILD'], allowed: 'undefined, sandbox' },
      { fields: ['--device of RUN, in every stage and in ONBUILD'], allowed: 'undefined' },
    ],
    notes: ['An error: it is the `privileged` of the machine that builds. Builders require the entitlements security.insecure and device.'],
    sources: ['https://docs.docker.com/reference/dockerfile/#run---security', 'https://docs.docker.com/reference/dockerfile/#run---device'],
  },
  checkDockerfile: (view) => [
    ...flagViolations(view, 'security', (value) => value !== 'sandbox', 'it runs without a sandbox'),
    ...flagViolations(view, 'device', () => true, 'it has devices of the machine that builds'),
  ],
};
