import * as fc from 'fast-check';
import { clusterOf, mapOf } from './support';
import { NETWORK_FORMATS } from '../../../src/tasks/network-map/formats';
import { networkMap } from '../../../src/tasks/network-map/network-map';

const workload = (name: string, app: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: name },
  spec: { template: { metadata: { labels: { app } }, spec: { containers: [{ ports: [{ containerPort: 80, name }] }] } } },
});
const policy = (name: string) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: name },
  spec: {
    podSelector: { matchLabels: { app: 'web' } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [{ from: [{ podSelector: { matchLabels: { app: 'api' } } }, { namespaceSelector: { matchLabels: { team: 'api' } } }], ports: [{ port: 80 }] }],
    egress: [{ to: [{ ipBlock: { cidr: '10.0.0.0/8' } }], ports: [{ port: 'dns' }, { port: 53, protocol: 'UDP' }] }],
  },
});
/** The API server refuses each of these, and the remarks show why. */
const refusedPolicies = (name: string) => [
  { policyTypes: [`!${name}`] }, { ingress: [{ ports: [{ port: `!${name}` }] }] }, { egress: [{ ports: [{ protocol: `!${name}` }] }] },
  { egress: [{ to: [{ ipBlock: { cidr: `!${name}` } }] }] },
].map((spec, index) => ({ ...policy(name), metadata: { name: `${name}${index}`, namespace: name }, spec }));
const mapWith = (name: string) => mapOf(workload(name, 'web'), workload('api', 'api'), workload(name, 'api'), policy(name), ...refusedPolicies(name));

const EVIL = [
  '</text><script>alert(1)</script>', '"]; click n0 "javascript:alert(1)"', '%%{init: {"securityLevel": "loose"}}%%', '```\n# title', '\u001b[31m', '\u202e',
  ']]>', '#quot;', '-->', '\ud800', '\uffff', 'x'.repeat(1_000),
];
const name = fc.oneof(fc.constantFrom(...EVIL), fc.string({ unit: 'binary', minLength: 1 }));

// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

it.each(['table', 'mermaid', 'svg', 'json'] as const)('%s shows hostile names without harm', (format) => {
  const shapeOf = (text: string) => format === 'json' ? Object.keys(JSON.parse(text)) : format === 'svg' ? tagsIn(text) : text.split('\n').length;
  const usual = NETWORK_FORMATS[format](mapWith('usual'));
  fc.assert(fc.property(name, (each) => {
    const text = NETWORK_FORMATS[format](mapWith(each));
    expect(text).not.toMatch(UNPRINTABLE);
    expect([format, each, shapeOf(text)]).toEqual([format, each, shapeOf(usual)]);
  }), { numRuns: 300, examples: format === 'svg' ? [] : EVIL.map((each) => [each]) });
});

/** The names of the elements. */
function tagsIn(svg: string): readonly string[] {
  return [...new Set([...svg.matchAll(/<\/?([^\s>]*)/g)].map(([, tag]) => tag))].sort();
}

it('Mermaid has no directive, and no text outside of quotes', () => {
  for (const each of EVIL) {
    const text = NETWORK_FORMATS.mermaid(mapWith(each));
    expect(text).not.toMatch(/%%\s*\{|`/);
    text.split('\n').filter((line) => /^ {2}n\d|^ {4}note/.test(line)).forEach((line) =>
      expect(line).toMatch(/^ {2}n\d+(?:\["[^"]*"\]|\(\["[^"]*"\]\)| -->(?:\|"[^"]*"\|)? n\d+)$|^ {4}note\d+\["[^"]*"\]$/));
  }
});

it('Mermaid shows the legend as nodes', () => {
  const text = NETWORK_FORMATS.mermaid(mapOf(workload('web', 'web'), workload('api', 'api'), { ...policy('web'), spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'] } }));
  const lines = text.split('\n');
  const legend = lines.slice(lines.indexOf('  subgraph legend[" "]') + 1, lines.indexOf('  end'));
  expect(legend.slice(1)).toEqual([
    'An arrow without ports: all ports',
    'A dashed border: no policy isolates the workload in one direction, or in both',
    'Unrestricted in both directions (no policy): api (Deployment in api)',
    'Unrestricted egress (no policy): web (Deployment in web)',
  ].map((note, index) => `    note${index}["${note}"]`));
  expect(lines).toContain('  class note0,note1,note2,note3 note');
  expect(text.match(/^%%/gm)).toHaveLength(1); // The title: a comment is not drawn.
});

it('a picture says for those who cannot see it what it shows', () => {
  const svg = NETWORK_FORMATS.svg(mapOf(workload('web', 'web'), { ...policy('web'), spec: { ...policy('web').spec, podSelector: {} } }));
  expect(svg).toContain('role="img" aria-labelledby="network-map-title network-map-desc"');
  expect(/<desc[^>]*>(.*)<\/desc>/.exec(svg)![1]).toMatch(/^1 workload\. pods app=api may connect to web on 80\/TCP\. /);
  expect(svg).toContain('@media (prefers-color-scheme: dark)');
});

it('leaves out connections that no one can read, and says so', () => {
  // All policies are of one namespace, and each allows another pod: the connections are the square of the pods.
  const objects = Array.from({ length: 40 }, (_, index) => [
    workload(`web-${index}`, `web-${index}`),
    { ...policy(`web-${index}`), spec: { podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: `web-${index}` } } }] }] } },
  ]).flat();
  const { connections, remarks } = networkMap(clusterOf(...objects), 100);
  expect(connections.length).toBeLessThan(200);
  expect(remarks).toContain('there are more than 100 connections between workloads: the last ones are left out');
  expect(mapOf(...objects).remarks).toEqual([]);
});
