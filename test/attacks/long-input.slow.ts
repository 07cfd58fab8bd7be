import { stringify } from 'yaml';
import { auditHere } from '../fuzz/audit-here';

// Attempts to keep the audit busy.

describe('time is linear in the input', () => {
  const LENGTH = 200_000;
  test.each<[string, string]>([
    ['spaces after a key', `privileged:${' '.repeat(LENGTH)}x`],
    ['spaces after a path and a type', `hostPath: ${' '.repeat(LENGTH)}type:${' '.repeat(LENGTH)}x`],
    ['backslashes after a type', `hostPath: type: ${'\\'.repeat(LENGTH)}`],
    ['many settings in one comment', `# ${'privileged: true '.repeat(LENGTH)}`],
    ['settings after spaces', `${' '.repeat(LENGTH)}${'privileged: true '.repeat(LENGTH / 10)}`],
    ['settings with comments', 'privileged: # '.repeat(LENGTH / 10)],
    ['settings with anchors', 'privileged:&'.repeat(LENGTH / 10)],
    ['lists of capabilities', 'add: [aa ,'.repeat(LENGTH / 10)],
    ['one long list of capabilities', `add:\n${'- AA\n'.repeat(LENGTH)}`],
    ['patches without an end', 'value: true path: /'.repeat(LENGTH / 10)],
    ['copies without an end', 'op: copy from: a '.repeat(LENGTH / 10)],
  ])('with %s in a text', (_, text) => {
    const start = process.cpuUsage();
    auditHere(stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a: text } }));
    expect(process.cpuUsage(start).user).toBeLessThan(3_000_000);
  });

  test.each<[string, object, readonly object[]]>([
    ['mounts at system directories', {}, Array.from({ length: 50 }, (_, index) => ({ name: 'bin', mountPath: `/usr/bin/d${index}`, readOnly: true }))],
    ['paths of libraries', { env: [{ name: 'LD_LIBRARY_PATH', value: '/lib/own:'.repeat(500) }] },
      Array.from({ length: 50 }, (_, index) => ({ name: 'bin', mountPath: `/d${index}` }))],
  ])('with %s in many containers', (_, fields, volumeMounts) => {
    const containers = Array.from({ length: 200 }, (__, index) => ({ name: `c${index}`, image: 'a', volumeMounts, ...fields }));
    const spec = { containers, volumes: [{ name: 'bin', emptyDir: {} }] };
    const start = process.cpuUsage();
    auditHere(stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec }));
    expect(process.cpuUsage(start).user).toBeLessThan(6_000_000);
  });

  test('with waivers that cover none of many findings', () => {
    const many = Array.from({ length: 1000 }, () => ({ control: 'read-only-root-filesystem', reason: 'was reviewed by hand' }));
    const containers = Array.from({ length: 1000 }, (_, index) => ({ name: `c${index}`, image: 'a' }));
    const metadata = { name: 'a', namespace: 'shop', annotations: { 'cdk8s-hardened/waivers': JSON.stringify(many) } };
    const content = stringify({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers } });
    const start = process.cpuUsage();
    expect(auditHere(content).stdout.length).toBeLessThan(5_000_000);
    expect(process.cpuUsage(start).user).toBeLessThan(8_000_000);
  });

  test('and a very long name is not repeated in a report', () => {
    const long = 'a'.repeat(1_000_000);
    const content = `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ${long}}\nspec:\n  containers:\n  - &c {name: a, image: a}\n${'  - *c\n'.repeat(100)}`;
    expect(auditHere(content).stdout.length).toBeLessThan(20_000_000);
  });
});
