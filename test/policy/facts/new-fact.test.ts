import { ApiObject, App, Chart } from 'cdk8s';
import { stringify } from 'yaml';
import { added, configMapExists } from './config-maps';
import { Hardening } from '../../../src';
import { FORMAT_NAMES } from '../../../src/tasks/reports/formats/names';
import { run, workspaces } from '../../commands/cli/support';
import { goodPod } from '../controls/support';

// A new fact is one file, and a name in facts.ts. A control that declares it needs nothing else to be found by every way to findings.

jest.mock('../../../src/policy/facts/facts', () => {
  const actual = jest.requireActual('../../../src/policy/facts/facts');
  const FACTS = { ...actual.FACTS, configMaps: jest.requireActual('./config-maps').configMaps };
  return { ...actual, FACTS, FACT_NAMES: Object.keys(FACTS) };
});

jest.mock('../../../src/policy/controls/catalog', () => {
  const actual = jest.requireActual('../../../src/policy/controls/catalog');
  const { configMapExists: control } = jest.requireActual('./config-maps');
  const findControl = (id: string) => id === control.id ? control : actual.findControl(id);
  return { ...actual, CATALOG: [...actual.CATALOG, control], findControl };
});

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'known', namespace: 'shop' } };
const podWith = (name: string) => goodPod((spec, pod) => {
  pod.metadata = { name, namespace: 'shop' };
  spec.volumes.push({ name: 'config', configMap: { name } });
});
const OBJECTS = [podWith('known'), podWith('missing'), CONFIG_MAP];

const workspace = workspaces();
beforeEach(() => {
  added.mockClear();
  workspace().write({ 'all.yaml': OBJECTS.map((each) => stringify(each)).join('---\n') });
});

test.each(FORMAT_NAMES)('audit has its finding in the format %s', async (format) => {
  const { status, stdout } = await workspace().audit('.', '--only', configMapExists.id, '--format', format);
  expect(status).toBe(1);
  expect(stdout).toContain('missing');
});

test('audit names only the pod without its ConfigMap', async () => {
  const { findings } = await workspace().json('.', '--only', configMapExists.id);
  expect(findings.map(({ name, value, risk }) => [name, value, risk])).toEqual([['missing', 'missing', 'high']]);
});

test('harden reports it', async () => {
  const { stderr } = await run(['harden', '.', '--check', '--profile', 'hardened'], { cwd: workspace().folder });
  expect(stderr.filter((line) => line.includes('high: config-map-exists'))).toHaveLength(1);
});

test('a synthesis fails by it', () => {
  const app = new App();
  const chart = new Chart(app, 'chart');
  OBJECTS.forEach((object: any, index) => new ApiObject(chart, `object-${index}`, object));
  Hardening.of(app).enforce();
  expect(() => app.synthYaml()).toThrow('config-map-exists');
});

test('its objects are only collected if the control is active', async () => {
  await workspace().audit('.', '--only', configMapExists.id);
  expect(added).toHaveBeenCalledTimes(1);
  added.mockClear();
  await workspace().audit('.', '--only', 'service-ports,rbac-secrets');
  expect(added).not.toHaveBeenCalled();
});
