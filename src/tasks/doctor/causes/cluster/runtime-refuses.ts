import { Cause } from '../../cause';

/** A seccomp profile with a call that is newer than the library that reads it. */
const SECCOMP = /error adding seccomp (?:filter )?rule(?: for syscall (?<call>\w+))?/;

export const runtimeRefuses: Cause = {
  id: 'runtime-refuses',
  title: 'the container runtime does not start the container',
  why: 'It does not support a setting of the pod; its message names the setting.',
  signs: [{ in: 'cluster', reason: /^(?:CreateContainerError|CreateContainerConfigError|RunContainerError|StartError|ContainerCannotRun|FailedCreatePodSandBox|CreatePodSandboxError|FailedCreatePodContainer)$/, text: /(?<what>[^:]+(?:: [^:]+)?)\s*$/, weight: 35, when: ({ line }) => !/^exit code/.test(line.text) }],
  fix: ({ facts, line }) => {
    const call = SECCOMP.exec(line.text);
    return call
      ? { do: `update the container runtime (runc or crun) and libseccomp on the nodes: they do not know the system call${call.groups?.call === undefined ? ' in' : ` ${call.groups.call} of`} the seccomp profile` }
      : { do: `change the field that this is about: ${(facts.what ?? '').trim()}` };
  },
  example: { source: 'cluster', reason: 'CreateContainerError', text: 'failed to create containerd container: unknown capability "CAP_NO_SUCH"' },
};
