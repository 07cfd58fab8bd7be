import { alternatives } from '../../../../formats/language/alternatives';
import { CatalogedCause } from '../../cause';

/** A seccomp profile with a call that is newer than the library that reads it. */
const SECCOMP = /error adding seccomp (?:filter )?rule(?: for syscall (?<call>\w+))?/;

/** Refusals of the container runtime and the network plugin. */
export const RUNTIME: readonly CatalogedCause[] = [
  {
    id: 'pod-network',
    title: 'the node cannot connect the pod to the network',
    why: 'The network plugin of the cluster (CNI) fails: it is not ready on the node, or has no addresses left.',
    signs: [{
      in: 'cluster',
      text: alternatives([
        /failed to (?:set ?up|setup) (?:pod )?network/, // failed to setup network for sandbox
        /plugin type="(?<plugin>[^"]+)"/, // plugin type="calico" failed (add)
        /network is not ready/, // network is not ready: container runtime network not ready
        /cni (?:config|plugin)/, // cni plugin not initialized
        /NetworkPlugin/, // NetworkPlugin cni failed to set up pod
      ], 'i'),
      weight: 85,
    }],
    fix: ({ facts }) => ({
      do: (`look at the pods of the network plugin ${facts.plugin ?? ''} on that `
      + 'node: `kubectl get pods -n kube-system -o wide`').replace(/ {2}/, ' '),
    }),
    example: {
      source: 'cluster',
      reason: 'FailedCreatePodSandBox',
      text: 'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "1": plugin type="calico" '
        + 'failed (add): error getting ClusterInformation: connection is unauthorized',
    },
  },
  {
    id: 'runtime-refuses',
    title: 'the container runtime does not start the container',
    why: 'The runtime does not support a setting of the pod. The message contains the setting.',
    signs: [{
      in: 'cluster',
      reason: new RegExp(`^(?:${[
        'CreateContainerError', 'CreateContainerConfigError', 'RunContainerError', 'StartError', 'ContainerCannotRun',
        'FailedCreatePodSandBox', 'CreatePodSandboxError', 'FailedCreatePodContainer',
      ].join('|')})$`),
      text: /(?<what>[^:]+(?:: [^:]+)?)\s*$/,
      weight: 35,
      when: ({ line }) => !/^exit code/.test(line.text),
    }],
    fix: ({ facts, line }) => {
      const call = SECCOMP.exec(line.text);
      return call
        ? {
          do: 'update the container runtime (runc or crun) and libseccomp on the nodes: they do not know the system '
          + `call${call.groups?.call === undefined ? ' in' : ` ${call.groups.call} of`} the seccomp profile`,
        }
        : { do: `change the field in this message: ${(facts.what ?? '').trim()}` };
    },
    example: {
      source: 'cluster',
      reason: 'CreateContainerError',
      text: 'failed to create containerd container: unknown capability "CAP_NO_SUCH"',
    },
  },
];
