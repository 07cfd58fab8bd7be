/*
 * The build does not leave its sandbox.
 *
 * Restricted fields: --security of RUN, in every stage and in ONBUILD
 * Allowed values:    undefined, sandbox
 *
 * An error: it is all that `privileged` is to a pod, on the machine that builds. Builders ask for the entitlement security.insecure.
 * Source: https://docs.docker.com/reference/dockerfile/#run---security
 */
import { DockerfileControl } from '../control';
import { flagViolations } from './violations';

export const dockerfileInsecureRun: DockerfileControl = {
  id: 'dockerfile-insecure-run',
  title: 'No RUN outside of the sandbox',
  level: 'hardened',
  severity: 'error',
  why: 'The command is root with all capabilities on the machine that builds: one package that it installs can take the machine over, and every image built there.',
  remedy: 'leave `--security=insecure` out; what needs it belongs into a virtual machine, or onto the node',
  checkDockerfile: (view) => flagViolations(view, 'RUN', 'security', (value) => value !== 'sandbox', 'it runs without a sandbox'),
};
