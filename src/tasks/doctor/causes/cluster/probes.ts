import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause, Remedy, SignMatch } from '../../cause';
import { FailureEvidence } from '../../evidence';
import { containerYaml } from '../../fixes';

/** True for a container that is ready now, but that a probe restarted more than once. */
function isRestarted({ restarts, lines }: FailureEvidence): boolean {
  return restarts > 1 && lines.some(({ reason, text }) => reason === 'Killing' && /failed (?:liveness|startup) probe/.test(text));
}

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/statuscode: (?:404|410)/, 'the path of the probe does not exist in the program: correct it'],
  [/statuscode: 40[13]/, 'the program requires a login at the path of the probe: use a path that needs no login'],
  [/statuscode: (?:30\d)/, 'the path of the probe redirects: use the target of the redirect'],
  [/statuscode: 5/, 'the program answers that it is unhealthy: read its log'],
  [
    /connection refused/,
    'nothing listens at that port: correct the port, let the program listen on 0.0.0.0, or wait longer if it starts slowly',
  ],
  [
    /deadline exceeded|Client\.Timeout|timed out|timeout/i,
    'the program does not answer in time: raise timeoutSeconds or failureThreshold, or read its log',
  ],
  [/HTTPS? response to HTTPS? client|malformed HTTP|tls:/i, 'the probe uses the wrong scheme: change it from HTTP to HTTPS, or from '
    + 'HTTPS to HTTP'],
];

function probeFix(found: SignMatch): Remedy {
  const { facts, line, others } = found;
  const texts = [line, ...others.map((other) => other.line)].map(({ text }) => text);
  // The latest event shows the problem that remains after the start.
  const [, what] = [...texts].reverse().flatMap((text) => REASONS.filter(([pattern]) => pattern.test(text)))[0] ?? [];
  const probe = (facts.probe ?? 'readiness').toLowerCase();
  return {
    do: what
      ?? `run the command of the ${probe} probe in the container (\`kubectl exec\`): it `
        + `fails with ${(facts.what ?? 'an error').trim().slice(0, 200)}`,
    typescript: `// of the container: ${probe}: Probe.fromHttpGet('/health', { port: 8080, failureThreshold: 30 }),`,
    yaml: containerYaml(
      found,
      `${probe}Probe:`,
      '  httpGet: { path: /health, port: 8080 }',
      '  failureThreshold: 30',
      '  periodSeconds: 10',
    ),
  };
}

/** Probes and hooks that fail. */
export const PROBE_CAUSES: readonly CatalogedCause[] = [
  {
    id: 'probe-program-missing',
    title: 'a probe runs a program that the image does not have',
    why: 'The result is "unknown", which is not a failure: a liveness probe never restarts the '
      + 'container, and a readiness or startup probe never succeeds.',
    signs: [{
      in: 'cluster',
      reason: /^Unhealthy$/,
      text: sequence([
        /(?<probe>Liveness|Readiness|Startup) probe (?:errored|failed).*/,
        /(?:exec: "(?<program>[^"]+)".*(?:executable file not found|no such file)|executable file not found)/,
      ], 'is'),
      weight: 94,
      evenIfReady: true,
    }],
    fix: (found) => {
      const probe = found.facts.probe?.toLowerCase() ?? 'readiness';
      return {
        do: 'use a probe over the network instead of running '
          + `${found.facts.program ?? 'a program'}, or add the program to the image`,
        typescript: `// of the container: ${probe}: Probe.fromHttpGet('/health', { port: 8080 }),`,
        yaml: containerYaml(found, `${probe}Probe:`, '  httpGet: { path: /health, port: 8080 }'),
      };
    },
    example: {
      source: 'cluster',
      reason: 'Unhealthy',
      text: 'Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc = failed to exec in container: failed to '
        + 'start exec "1": OCI runtime exec failed: exec failed: unable to start container '
        + 'process: exec: "curl": executable file not found in $PATH',
    },
  },
  {
    id: 'probe-failed',
    title: 'a probe fails',
    why: 'A failed liveness or startup probe restarts the container, with exit code 137 '
      + 'or 143; a failed readiness probe keeps traffic away.',
    signs: [
      {
        in: 'cluster',
        reason: /^(?:Unhealthy|ProbeWarning)$/,
        text: /(?<probe>Liveness|Readiness|Startup) probe (?:failed|errored|warning)[^:]*: ?(?<what>.*)/s,
        weight: 62,
      },
      {
        in: 'cluster',
        reason: /^Unhealthy$/,
        text: /(?<probe>Liveness|Startup) probe failed[^:]*: ?(?<what>.*)/s,
        weight: 61,
        evenIfReady: true,
        when: ({ evidence }) => isRestarted(evidence),
      },
      { in: 'cluster', reason: /^Killing$/, text: /failed (?<probe>liveness|startup) probe/, weight: 50 },
    ],
    fix: (found) => probeFix(found),
    example: { source: 'cluster', reason: 'Unhealthy', text: 'Startup probe failed: HTTP probe failed with statuscode: 404' },
  },
  {
    id: 'post-start-hook',
    title: 'the postStart hook fails',
    why: 'If the hook fails, the kubelet kills the container. The event does not contain the error, because the output of the hook is '
      + 'discarded.',
    signs: [
      { in: 'cluster', reason: /^FailedPostStartHook$/, weight: 92 },
      { in: 'cluster', text: /PostStartHook (?:failed|error)/, weight: 92 },
    ],
    fix: (found) => ({
      do: 'run the command of the hook in a started container to see its error (`kubectl exec`), or do its work in an init container',
      typescript: '// remove lifecycle: { postStart: ... } of the container, or correct its command',
      yaml: containerYaml(found, '# lifecycle.postStart: correct or remove it'),
    }),
    example: { source: 'cluster', reason: 'FailedPostStartHook', text: 'PostStartHook failed' },
  },
];
