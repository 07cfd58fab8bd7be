import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';

export const probeProgramMissing: Cause = {
  id: 'probe-program-missing',
  title: 'a probe runs a program that the image does not have',
  why: 'The result is "unknown", which is not a failure: a liveness probe never restarts the container, and a readiness or startup probe never succeeds.',
  signs: [{ in: 'cluster', reason: /^Unhealthy$/, text: /(?<probe>Liveness|Readiness|Startup) probe (?:errored|failed).*(?:exec: "(?<program>[^"]+)".*(?:executable file not found|no such file)|executable file not found)/is, weight: 94, evenIfReady: true }],
  fix: (found) => {
    const probe = found.facts.probe?.toLowerCase() ?? 'readiness';
    return {
      do: `let the kubelet ask over the network instead of running ${found.facts.program ?? 'a program'}, or add the program to the image`,
      typescript: `// of the container: ${probe}: Probe.fromHttpGet('/health', { port: 8080 }),`,
      yaml: containerYaml(found, `${probe}Probe:`, '  httpGet: { path: /health, port: 8080 }'),
    };
  },
  example: { source: 'cluster', reason: 'Unhealthy', text: 'Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to start exec "1": OCI runtime exec failed: exec failed: unable to start container process: exec: "curl": executable file not found in $PATH' },
};
