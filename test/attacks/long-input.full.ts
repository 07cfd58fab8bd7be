import { stringify } from 'yaml';
import { matchesImage, matchesWorkload } from '../../src/policy/engine/match';
import { readGlob } from '../../src/tasks/settings-file/glob';
import { run, workspaces } from '../commands/cli/support';
import { auditHere } from '../fuzz/audit-here';
import { expectQuick } from '../support/quick';

// Attempts to keep the audit busy.

const workspace = workspaces();

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
  ])('with %s in a text', async (_, text) => {
    await expectQuick(3, () => {
      auditHere(stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { a: text } }));
    });
  });

  test.each<[string, object, readonly object[]]>([
    ['mounts at system directories', {}, Array.from({ length: 50 }, (_, index) => ({ name: 'bin', mountPath: `/usr/bin/d${index}`, readOnly: true }))],
    ['paths of libraries', { env: [{ name: 'LD_LIBRARY_PATH', value: '/lib/own:'.repeat(500) }] },
      Array.from({ length: 50 }, (_, index) => ({ name: 'bin', mountPath: `/d${index}` }))],
  ])('with %s in many containers', async (_, fields, volumeMounts) => {
    const containers = Array.from({ length: 200 }, (__, index) => ({ name: `c${index}`, image: 'a', volumeMounts, ...fields }));
    const spec = { containers, volumes: [{ name: 'bin', emptyDir: {} }] };
    await expectQuick(6, () => {
      auditHere(stringify({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop' }, spec }));
    });
  });

  const NAMED = 1000;
  const range = <T>(make: (index: number) => T) => Array.from({ length: NAMED * 3 }, (_, index) => make(index));
  const names = range((index) => `c${index}`);
  const podOf = (waivers: readonly object[], containers: readonly object[]) => JSON.stringify({
    apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'shop', annotations: { 'cdk8s-hardened/waivers': JSON.stringify(waivers) } }, spec: { containers },
  });
  const reason = 'was seen by hand';
  const plain = names.map((name) => ({ name, image: 'a' }));
  const withCapabilities = [{ name: 'a', image: 'a', securityContext: { capabilities: { add: names } } }];
  test.each<[string, readonly object[], readonly object[]]>([
    ['none', range(() => ({ control: 'privileged', reason })), plain],
    ['none by their containers', range(() => ({ control: 'read-only-root-filesystem', reason })), plain],
    ['each one container', names.map((name) => ({ control: 'run-as-non-root', containers: [name], reason })), plain],
    ['containers that do not exist', names.map((name) => ({ control: 'run-as-non-root', containers: [`x${name}`], reason })), plain],
    ['each one value', names.map((name) => ({ control: 'capabilities-baseline', containers: ['a'], allow: [name], reason })), withCapabilities],
    ['values of another profile', names.map((name) => ({ control: 'capabilities-restricted', containers: ['a'], allow: [name], reason })), withCapabilities],
    ['values that do not exist', [{ control: 'capabilities-baseline', containers: ['a'], allow: names.map((name) => `x${name}`), reason }], withCapabilities],
    ['all containers', [{ control: 'run-as-non-root', containers: names, reason }], plain],
  ])('with waivers that cover %s of many findings', async (_, waivers, containers) => {
    await expectQuick(6, () => {
      expect(auditHere(podOf(waivers, containers)).stdout.length).toBeLessThan(8_000_000);
    });
  });

  const waive = '# cdk8s-hardened/waive: {"control": "dockerfile-sudo", "reason": "was seen by hand", "allow": ["x"]}';
  test.each<[string, string]>([
    ['an instruction each', `FROM a:1\n${`${waive}\nRUN sudo a\n`.repeat(2000)}`],
    ['the whole file', `${`${waive}\n`.repeat(1500)}FROM a:1\n${'RUN sudo a\n'.repeat(5000)}`],
  ])('with waivers in a Dockerfile for %s', async (_, text) => {
    await expectQuick(4, () => {
      expect(auditHere(text, 'Dockerfile').stdout).toContain('waiver-unused');
    });
  });

  test('and waivers that an API server would refuse are not read', () => {
    const { stdout } = auditHere(podOf([{ control: 'privileged', reason: 'a b c '.repeat(50_000) }], [{ name: 'a', image: 'a' }]));
    expect(stdout).toContain('the annotation cdk8s-hardened/waivers cannot be read: it is larger than 256 KiB');
  });

  const NAME = 'a'.repeat(LENGTH);
  test.each<[string, object]>([
    ['blanks in an annotation for networks', { metadata: { annotations: { 'k8s.v1.cni.cncf.io/networks': `${' '.repeat(LENGTH)}x` } } }],
    ['digits in a tag', { spec: { containers: [{ name: 'a', image: `nginx:${'1'.repeat(LENGTH)}x` }] } }],
    ['dashes in a name', { spec: { containers: [{ name: `a${'-'.repeat(LENGTH)}b`, image: 'nginx:1.29' }] } }],
    ['the name of a template', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', spec: { templates: [{ name: `${NAME}!`, container: { name: 'a', image: 'a' } }, {}] } }],
    ['line breaks in an argument', { spec: { containers: [{ name: 'a', image: 'nginx:1.29', args: [`a${'\n'.repeat(LENGTH)}b\n`] }] } }],
  ])('with many %s', async (_, fields) => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { containers: [{ name: 'a', image: 'a' }] }, ...fields };
    await expectQuick(4, async () => {
      auditHere(stringify(object));
      workspace().write({ 'a.yaml': stringify(object) });
      await run(['harden', 'a.yaml', '--config', 'none', '--profile', 'hardened'], { cwd: workspace().folder });
    });
  });

  test('with braces in a file that cannot be read', async () => {
    await expectQuick(2, () => {
      expect(auditHere(`a: b: ${'{{'.repeat(LENGTH)}`).stderr).not.toContain('it is a template');
    });
  });

  test.each<[string, (name: string) => boolean]>([
    ['a glob', (name) => readGlob(`**/${'*a'.repeat(400)}b`)([name])],
    ['a glob of folders', (name) => readGlob(`${'**/a/'.repeat(150)}b`)(name.split(''))],
    ['match.image', (name) => matchesImage(`${'*a'.repeat(400)}b`, name)],
    ['match.name', (name) => matchesWorkload({ name: `${'*a'.repeat(400)}b` }, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'a' }] } })],
  ])('with a long name and %s', async (_, isMatch) => {
    await expectQuick(1, () => {
      expect(isMatch('a'.repeat(10_000))).toBe(false);
    });
  });

  test('and a very long name is not repeated in a report', () => {
    const long = 'a'.repeat(1_000_000);
    const content = `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: ${long}}\nspec:\n  containers:\n  - &c {name: a, image: a}\n${'  - *c\n'.repeat(100)}`;
    expect(auditHere(content).stdout.length).toBeLessThan(20_000_000);
  });
});
