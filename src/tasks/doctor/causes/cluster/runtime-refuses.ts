import { Cause } from '../../cause';

export const runtimeRefuses: Cause = {
  id: 'runtime-refuses',
  title: 'the container runtime does not start the container',
  why: 'It does not support a setting of the pod; its message names the setting.',
  signs: [{ in: 'cluster', reason: /^(?:CreateContainerError|CreateContainerConfigError|RunContainerError|StartError|ContainerCannotRun|FailedCreatePodSandBox|CreatePodSandboxError|FailedCreatePodContainer)$/, text: /(?<what>[^:]+(?:: [^:]+)?)\s*$/, weight: 35, when: ({ line }) => !/^exit code/.test(line.text) }],
  fix: ({ facts }) => ({ do: `change the field that this is about: ${(facts.what ?? '').trim()}` }),
  example: { source: 'cluster', reason: 'CreateContainerError', text: 'failed to create containerd container: unknown capability "CAP_NO_SUCH"' },
};
