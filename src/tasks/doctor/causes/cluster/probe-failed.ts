import { Cause } from '../../cause';
import { Evidence } from '../../evidence';
import { probeFix } from '../../remedies/probe';

/** A container that is ready for now, and that a probe ended more than once. */
function isRestarted({ restarts, lines }: Evidence): boolean {
  return restarts > 1 && lines.some(({ reason, text }) => reason === 'Killing' && /failed (?:liveness|startup) probe/.test(text));
}

export const probeFailed: Cause = {
  id: 'probe-failed',
  title: 'a probe fails',
  why: 'A failed liveness or startup probe restarts the container, with exit code 137 or 143; a failed readiness probe keeps traffic away.',
  signs: [
    { in: 'cluster', reason: /^(?:Unhealthy|ProbeWarning)$/, text: /(?<probe>Liveness|Readiness|Startup) probe (?:failed|errored|warning)[^:]*: ?(?<what>.*)/s, weight: 62 },
    { in: 'cluster', reason: /^Unhealthy$/, text: /(?<probe>Liveness|Startup) probe failed[^:]*: ?(?<what>.*)/s, weight: 61, evenIfReady: true, when: ({ evidence }) => isRestarted(evidence) },
    { in: 'cluster', reason: /^Killing$/, text: /failed (?<probe>liveness|startup) probe/, weight: 50 },
  ],
  fix: (found) => probeFix(found),
  example: { source: 'cluster', reason: 'Unhealthy', text: 'Startup probe failed: HTTP probe failed with statuscode: 404' },
};
