import { readDockerfile } from '../../../src/formats/dockerfile/parser/read-dockerfile';
import { JsonObject } from '../../../src/formats/manifest/json';
import { LATEST_VERSION } from '../../../src/formats/manifest/version';
import { amended, EvaluationContext, thirdPartyContext } from '../../../src/policy/context/context';
import { Violation } from '../../../src/policy/controls/check';
import { Control, DeclarationControl, DockerfileControl, AnyObjectControl, AnyPodControl } from '../../../src/policy/controls/control';
import { evaluate, evaluateDockerfile } from '../../../src/policy/engine/evaluate';
import { ActiveCheck, Profile } from '../../../src/policy/engine/profile';
import { Severities } from '../../../src/policy/settings/choices';
import { NO_DECLARATIONS } from '../../../src/policy/settings/declarations';

// What a finding has, by controls that find what a test says.

const SETTINGS = thirdPartyContext('kubernetes');
const BASE = { level: 'hardened', group: 'x', title: 'a', risk: 'high', why: 'b', remedy: 'in the manifest', remedyInCode: 'in code', spec: { rules: [] } };

const podControl = (fields: object = {}) => ({ ...BASE, id: 'on-pods', checks: [], ...fields }) as unknown as AnyPodControl;
const finding = (...violations: readonly Violation[]): ActiveCheck =>
  ({ control: podControl(), check: () => violations, level: 'hardened', counterparts: [] });
const profile = (fields: Partial<Profile>): Profile => ({
  level: 'hardened', version: LATEST_VERSION, podChecks: [], objectControls: [], dockerfileControls: [], declarationControls: [], ids: new Set(), ...fields,
});

const container = (name: string): any => ({ name, image: 'a' });
const pod = (spec: object = {}): any => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [container('main')], ...spec } });
const list = (...items: readonly object[]): JsonObject => ({ apiVersion: 'v1', kind: 'List', items });
const violation = (fields: Partial<Violation> = {}): Violation => ({ path: ['spec'], value: 1, ...fields });

const ON_OBJECTS = { ...BASE, id: 'on-objects', checkObject: () => [violation()] } as unknown as AnyObjectControl;

const found = (manifest: JsonObject, violations: readonly Violation[], context: EvaluationContext = SETTINGS) =>
  evaluate(manifest, profile({ podChecks: [finding(...violations)] }), context);

describe('the severity of a finding', () => {
  const severitiesOf = (control: Partial<Profile>, manifest: JsonObject, severity?: 'error' | 'warning' | 'off') =>
    evaluate(manifest, profile(control), amended(SETTINGS, { choices: { severities: severity && { 'on-pods': severity, 'on-objects': severity } } }))
      .map((each) => each.severity);

  test.each<[string, Partial<Profile>]>([
    ['pods', { podChecks: [finding(violation())] }],
    ['objects', { objectControls: [ON_OBJECTS] }],
  ])('in %s is that of its control, or that of the settings', (_, controls) => {
    expect(severitiesOf(controls, pod())).toEqual(['error']);
    expect(severitiesOf(controls, pod(), 'warning')).toEqual(['warning']);
    expect(severitiesOf(controls, pod(), 'off')).toEqual([]);
  });

  test('follows from the risk of the violation, if it has one of its own', () => {
    expect(severitiesOf({ podChecks: [finding(violation({ risk: 'low' }))] }, pod())).toEqual(['warning']);
  });

  test('in Dockerfiles is that of its control, or that of the settings', () => {
    const control = { ...BASE, id: 'in-files', checkDockerfile: () => [violation(), violation({ path: ['x'] })] } as unknown as DockerfileControl;
    const view = readDockerfile(Buffer.from('FROM alpine:3.22'));
    const severities = (settings?: Severities | undefined) =>
      evaluateDockerfile(view, profile({ dockerfileControls: [control] }), settings)
        .map(({ path, severity, level }) => [path, severity, level]);
    expect(severities()).toEqual([[['spec'], 'error', undefined], [['x'], 'error', undefined]]);
    expect(severities({ other: 'off' })).toHaveLength(2);
    expect(severities({ 'in-files': 'warning' }).map(([, severity]) => severity)).toEqual(['warning', 'warning']);
    expect(severities({ 'in-files': 'off' })).toEqual([]);
  });
});

describe('the remedy of a finding', () => {
  test('is that of its control, or that of the violation with nothing of the control', () => {
    expect(found(pod(), [violation()])).toMatchObject([{ remedy: 'in the manifest', remedyInCode: 'in code' }]);
    expect(found(pod(), [violation({ remedy: 'this' })])).toMatchObject([{ remedy: 'this', remedyInCode: undefined }]);
    expect(found(pod(), [violation({ remedy: 'this', remedyInCode: 'that' })])).toMatchObject([{ remedy: 'this', remedyInCode: 'that' }]);
  });

  test('is another one on Windows, if the control has one and the violation does not', () => {
    const remedyOn = (spec: object, fields: object, own?: string) => evaluate(pod(spec), profile({
      podChecks: [{ ...finding(violation({ remedy: own })), control: podControl(fields) }],
    })).map(({ remedy }) => remedy);
    const WINDOWS = { os: { name: 'windows' } };
    const HAS_ONE = { remedyOnWindows: 'on Windows' };
    expect(remedyOn(WINDOWS, HAS_ONE)).toEqual(['on Windows']);
    expect(remedyOn(WINDOWS, HAS_ONE, 'this')).toEqual(['this']);
    expect(remedyOn(WINDOWS, {})).toEqual(['in the manifest']);
    expect(remedyOn({}, HAS_ONE)).toEqual(['in the manifest']);
  });
});

describe('the list of the container of a finding', () => {
  const listsOf = (spec: object, ...violations: readonly Partial<Violation>[]) =>
    found(pod(spec), violations.map((each) => violation(each))).map((each) => each.list);

  test('is that of the only container, if it has the name', () => {
    expect(listsOf({}, { container: 'main' }, { container: 'other' }, {})).toEqual(['containers', undefined, undefined]);
  });

  test('is that of the container with the name', () => {
    const spec = { initContainers: [container('init')] };
    expect(listsOf(spec, { container: 'init' }, { container: 'main' }, { container: 'other' }, {}))
      .toEqual(['initContainers', 'containers', undefined, undefined]);
  });

  test('is that of the container at the path, or above it, if several have the name, and else that of the first', () => {
    const spec = { initContainers: [container('main')], ephemeralContainers: [container('main')] };
    const at = (...path: readonly (string | number)[]) => ({ container: 'main', path: ['spec', ...path] });
    expect(listsOf(spec, at('initContainers', 0), at('containers', 0, 'image'), at('ephemeralContainers', 0, 'env', 1, 'value'), at('volumes', 0)))
      .toEqual(['initContainers', 'containers', 'ephemeralContainers', 'initContainers']);
  });
});

describe('the place of a finding', () => {
  const template = (name: string) => ({ name, container: { image: 'a' } });
  const workflow = (...names: readonly string[]): any =>
    ({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', metadata: { name: 'w' }, spec: { templates: names.map(template) } });
  const atPods = (manifest: JsonObject) => evaluate(manifest, profile({
    podChecks: [{ ...finding(), check: ({ containers }) => containers.map(({ path, name }) => ({ container: name, path, value: 1 })) }],
  }));

  test('names the template, if the object has several, in a list, too', () => {
    expect(atPods(workflow('a', 'b')).map((each) => each.template)).toEqual(['spec.templates[a]', 'spec.templates[b]']);
    expect(atPods(list(pod(), workflow('a', 'b'))).map((each) => each.template)).toEqual([undefined, 'spec.templates[a]', 'spec.templates[b]']);
  });

  test('says whether a pod is in an item of a list', () => {
    expect(found(pod(), [violation()]).map(({ isInList }) => isInList)).toEqual([undefined]);
    expect(found(list(pod()), [violation()]).map(({ isInList }) => isInList)).toEqual([true]);
    expect(evaluate(list(pod()), profile({ objectControls: [ON_OBJECTS] })).map(({ isInList }) => isInList)).toEqual([undefined]);
  });
});

test('controls on declarations get what was declared, with the object and its pods', () => {
  const checkDeclarations = jest.fn(() => [violation()]);
  const control: Control = { ...BASE, id: 'declared', level: 'declarations', checkDeclarations } as unknown as DeclarationControl;
  const manifest = pod();
  expect(evaluate(manifest, profile({ declarationControls: [control] }), SETTINGS)).toEqual([]);
  expect(checkDeclarations).not.toHaveBeenCalled();
  const context = amended(SETTINGS, { notes: { declarations: NO_DECLARATIONS } });
  expect(evaluate(manifest, profile({ declarationControls: [control] }), context)).toHaveLength(1);
  const pods = [expect.objectContaining({ json: manifest.spec })];
  expect(checkDeclarations).toHaveBeenCalledWith(context.notes.declarations, { object: manifest, pods, context });
});
