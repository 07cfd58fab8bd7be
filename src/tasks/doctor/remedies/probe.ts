import { Fix, Found } from '../cause';
import { containerYaml } from '../fixes';

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/statuscode: (?:404|410)/, 'the path of the probe does not exist in the program: correct it'],
  [/statuscode: 40[13]/, 'the program requires a login at the path of the probe: use a path that is open'],
  [/statuscode: (?:30\d)/, 'the path of the probe redirects: use the one that it leads to'],
  [/statuscode: 5/, 'the program answers, but says that it is not well: read its log'],
  [/connection refused/, 'nothing listens at that port: correct the port, let the program listen on 0.0.0.0, or wait longer if it starts slowly'],
  [/deadline exceeded|Client\.Timeout|timed out|timeout/i, 'the program does not answer in time: raise timeoutSeconds or failureThreshold, or read its log'],
  [/HTTPS? response to HTTPS? client|malformed HTTP|tls:/i, 'the scheme of the probe is wrong: HTTP or HTTPS'],
];

export function probeFix(found: Found): Fix {
  const { facts, line, others } = found;
  const texts = [line, ...others.map((other) => other.line)].map(({ text }) => text);
  // The latest is what is left when the start is over.
  const [, what] = [...texts].reverse().flatMap((text) => REASONS.filter(([pattern]) => pattern.test(text)))[0] ?? [];
  const probe = (facts.probe ?? 'readiness').toLowerCase();
  return {
    do: what ?? `run the command of the ${probe} probe in the container (\`kubectl exec\`): it fails with ${(facts.what ?? 'an error').trim().slice(0, 200)}`,
    typescript: `// of the container: ${probe}: Probe.fromHttpGet('/health', { port: 8080, failureThreshold: 30 }),`,
    yaml: containerYaml(found, `${probe}Probe:`, '  httpGet: { path: /health, port: 8080 }', '  failureThreshold: 30', '  periodSeconds: 10'),
  };
}
