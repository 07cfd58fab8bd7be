import { execFileSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { MINI_CHARTS, MiniChart } from './mini-charts';
import { ValuesRun } from './support';
import { run, Run } from '../../commands/cli/support';
import { helm } from '../../programs/kubernetes';
import { helmOnly, Programs } from '../charts/support';

// What the command promises of all that it writes, whatever the chart.

/** Charts for which no value is written have a test of their own; random ones are never the same twice. */
const CHARTS = (Object.keys(MINI_CHARTS) as MiniChart[]).filter((name) => !['unrepairable', 'lost-again', 'required', 'rollout'].includes(name));

/** Charts for which the profile hardened is tried, too. */
const IN_FULL: readonly MiniChart[] = ['plain', 'subcharts', 'sibling', 'modern'];

let programs: Programs;
beforeAll(() => { programs = helmOnly(4); });
afterAll(() => programs.remove());

function rendered(chart: string, values?: object): string {
  const file = join(chart, '..', 'try.yaml');
  writeFileSync(file, stringify(values ?? {}));
  return execFileSync(helm(4), ['template', 'shop', chart, '-n', 'prod', '-f', file], { encoding: 'utf8' });
}

/** What is wrong with manifests, and what hardening would add. */
async function wrongWith(manifests: string, profile: string): Promise<object> {
  const audited = await run(['audit', '-', '--profile', profile, '--format', 'json', '--config', 'none', '--waivers', 'none'], { input: manifests });
  const { stdout } = await run(['harden', '-', '--profile', profile, '--config', 'none'], { input: manifests });
  const findings = JSON.parse(audited.stdout).findings.map(({ control, path, container }: any) => [control, path, container]);
  return { findings, added: fieldsBetween(manifests, stdout) };
}

/** The fields that only the second has. Without `privileged: false`, which Kubernetes has by default. */
function fieldsBetween(one: string, other: string): unknown {
  const fieldsIn = (manifests: string) => {
    const all = parseAllDocuments(manifests).map((document) => document.toJSON());
    return leaves(all, [], isPlainOrList).map((path) => JSON.stringify([path, path.reduce((value: any, key) => value?.[key], all)]));
  };
  const before = new Set(fieldsIn(one));
  return fieldsIn(other).filter((field) => !before.has(field) && !field.endsWith('"privileged"],false]'));
}

/** The security contexts of manifests. */
function contexts(manifests: string): readonly object[] {
  const found: object[] = [];
  parseAllDocuments(manifests).forEach((document) => JSON.stringify(document.toJSON(), (key, value) => {
    if (key === 'securityContext' && value !== null) {
      found.push(value);
    }
    return value;
  }));
  return found;
}

/** The volumes and mounts of manifests. */
function mountsIn(manifests: string): readonly string[] {
  const found: string[] = [];
  parseAllDocuments(manifests).forEach((document) => JSON.stringify(document.toJSON(), (key, value) => {
    if (key === 'volumes' || key === 'volumeMounts') {
      value.forEach((each: any) => found.push(`${key} ${each.mountPath ?? each.name}`));
    }
    return value;
  }));
  return found;
}

function fieldsOf(context: object): readonly string[] {
  return Object.entries(context).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).filter((field) => field !== '"privileged": false');
}

/** The paths of all values that are no maps. */
function leaves(value: any, path: readonly string[] = [], isMap = isPlain): readonly (readonly string[])[] {
  return isMap(value) ? Object.entries(value).flatMap(([key, each]) => leaves(each, [...path, key], isMap)) : [path];
}

function isPlain(value: any): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isPlainOrList(value: any): boolean {
  return value !== null && typeof value === 'object';
}

function without(values: object, path: readonly string[]): object {
  const copy: any = structuredClone(values);
  let map = copy;
  path.slice(0, -1).forEach((key) => { map = map[key]; });
  delete map[path.at(-1)!];
  return copy;
}

describe.each(CHARTS)('%s', (name) => {
  let chart: ValuesRun;
  let first: Run;
  /** For the profile pss-restricted, which is the default. */
  let values: any;
  beforeAll(async () => {
    chart = new ValuesRun(name, programs);
    first = await chart.run();
    ({ values } = await chart.values('--no-patches'));
  });
  afterAll(() => chart.remove());

  test.each(IN_FULL.includes(name) ? ['pss-restricted', 'hardened'] : ['pss-restricted'])('every line is needed for the profile %s', async (profile) => {
    const whole = profile === 'pss-restricted' ? values : (await chart.values('--no-patches', '--profile', profile)).values;
    const asRendered = rendered(chart.chart);
    const author = contexts(asRendered).flatMap(fieldsOf);
    const { stdout: hardened } = await run(['harden', '-', '--profile', profile, '--config', 'none'], { input: asRendered });
    const stateOf = async (manifests: string) => {
      const own = contexts(manifests).flatMap(fieldsOf);
      const all = [...own, ...mountsIn(manifests)];
      // What an image that is known needs to start, which is no finding. A gid is only asked for by the profile hardened.
      const lacks = [...contexts(hardened).flatMap(fieldsOf), ...mountsIn(hardened)]
        .filter((each) => !all.includes(each) && (profile === 'hardened' || !each.startsWith('"runAsGroup"')));
      return { ...await wrongWith(manifests, profile), lost: author.filter((field) => !own.includes(field)), lacks };
    };
    const state = await stateOf(rendered(chart.chart, whole));
    expect(leaves(whole).length).toBeGreaterThan(0);
    for (const path of leaves(whole)) {
      const less = await stateOf(rendered(chart.chart, without(whole, path)));
      expect({ path, isNeeded: JSON.stringify(less) !== JSON.stringify(state) }).toEqual({ path, isNeeded: true });
    }
  });

  test('nothing of the pods but the listed fields changes', () => {
    const strip = (text: string) => parseAllDocuments(text.replace(/(?<=-ui-test-)\w{5}\b|(?<=name: test-)\w{6}\b/g, 'drawn')).map((document) => JSON.parse(JSON.stringify(document.toJSON(), (key, value) => {
      // The contexts, what is random or has all values in it, and volumes that are added.
      return ['securityContext', 'checksum', 'nonce', 'password', 'values'].includes(key) ? undefined
        : Array.isArray(value) ? value.filter((each) => !/^scratch-/.test(each?.name)) : value;
    }) ?? 'null'));
    const [before, hardened] = [rendered(chart.chart), rendered(chart.chart, values)];
    expect(strip(hardened)).toEqual(strip(before));
    // What a context has stays in it, but for lists that are replaced.
    const after = contexts(hardened).flatMap(fieldsOf);
    expect(after).toEqual(expect.arrayContaining(contexts(before).flatMap(fieldsOf).filter((field) => !field.startsWith('"capabilities"'))));
  });

  test('the same input gives the same bytes, and the head says what was rendered', async () => {
    const second = await chart.run();
    expect(second.stdout).toBe(first.stdout);
    const version = /v4\.\d+\.\d+/.exec(execFileSync(helm(4), ['version', '--template={{.Version}}'], { encoding: 'utf8' }))![0];
    const [written, provenance] = first.stdout.split('\n');
    expect(written).toBe(`# Written by \`cdk8s-hardened values\`: ${first.stderr[0].replace('cdk8s-hardened: ', '')}.`);
    expect(provenance).toBe(`# Chart ${name} 1.2.3, release shop, namespace prod, Helm ${version}, profile pss-restricted.`);
  });

  test('the folder fits the chart that it was made for', async () => {
    expect(await chart.run('--output-dir', 'out')).toMatchObject({ status: 0, stdout: '' });
    expect(await chart.run('--output-dir', 'out', '--check')).toMatchObject({ status: 0, stderr: [`cdk8s-hardened: out fits ${name} 1.2.3`] });
  });

  test('each value has a comment', () => {
    const own = parse(first.stdout);
    const lines = first.stdout.split('\n').filter((line) => /^\s*\w.* # /.test(line));
    expect(lines).toHaveLength(leaves(own).length);
    lines.forEach((line) => expect(line).toMatch(/ # (?:closes [a-z-]+(?:, [a-z-]+)*: |keeps the (?:settings|values) that |switches on |for [a-z-]+(?:, [a-z-]+)*: )/));
  });
});

