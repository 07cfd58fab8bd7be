import { auditHere, expectAnswer } from './audit-here';
import { Field, fieldsRead, fieldsReadAnywhere, SETTINGS, withValue } from './fields';
import { JsonObject } from '../../src/formats/manifest/json';
import { podsOf, WORKLOAD_KINDS } from '../../src/formats/manifest/workload';
import { EvaluationContext } from '../../src/policy/context/context';
import { CATALOG } from '../../src/policy/controls/catalog';
import { isObjectControl } from '../../src/policy/controls/control';
import { evaluate } from '../../src/policy/engine/evaluate';
import { harden } from '../../src/policy/engine/harden';
import { profileOf } from '../../src/policy/engine/profile';
import { goodPod } from '../policy/controls/support';

// Every value that a field should not have, in every field that anything here reads.

/** One of each JSON type. */
const TYPES: readonly unknown[] = ['x', 7, true, [], {}];
const ODD: readonly unknown[] = [
  ...TYPES, null, '', ' ', '0', 'true', -1, 0, 1.5, 1e300, false, [null], ['x'], [7], [[]], [{}], [{ name: null }], { name: {} }, { toString: null }, [{ toString: null }], { '': [] },
  { ['__proto__']: [] }, { length: 1 }, { constructor: 'x', hasOwnProperty: 1 },
];

const skeleton = (groupKind: string): JsonObject => {
  const [group, kind] = groupKind.split('/');
  return { apiVersion: group === '' ? 'v1' : `${group}/v1`, kind, metadata: { name: 'x', namespace: 'shop' } };
};
const OBJECT_KINDS = [...new Set(CATALOG.flatMap((control) => isObjectControl(control) ? control.kinds ?? [] : []))];
const OWN_KINDS = OBJECT_KINDS.filter((kind) => !WORKLOAD_KINDS.includes(kind));

const READ_IN_POD = fieldsReadAnywhere(goodPod());
const FIELDS_OF_POD = [...READ_IN_POD.keys()];

test('finds the fields that controls read', () => {
  const names = FIELDS_OF_POD.map((field) => field.join('.'));
  expect(names).toEqual(expect.arrayContaining([
    'spec.containers.*.securityContext.capabilities.add.*',
    'spec.ephemeralContainers.*.lifecycle.preStop.httpGet.host',
    'spec.securityContext.sysctls.*.name',
    'spec.volumes.*.projected.sources.*.serviceAccountToken.audience',
    // On OpenShift, on Autopilot, and before 1.30.
    'spec.ephemeralContainers.*.securityContext.fsGroup',
    'spec.initContainers.*.restartPolicy',
    'metadata.annotations.container.apparmor.security.beta.kubernetes.io/main',
  ]));
  expect(names.length).toBeGreaterThan(400);
});

interface Further {
  readonly listsChanges: boolean;
  readonly isEvaluatedAgain: boolean;
}

/** Evaluates and hardens it with one setting. */
function evaluateAndHarden(manifest: JsonObject, setting: EvaluationContext, { listsChanges, isEvaluatedAgain }: Further): void {
  evaluate(manifest, profileOf('hardened', setting.target.kubernetesVersion), setting);
  const hardened = harden(manifest, setting);
  if (listsChanges) {
    expect(hardened.changes.every(({ path }) => path.length > 0)).toBe(true);
  }
  if (isEvaluatedAgain) {
    evaluate(hardened.manifest, profileOf('pss-restricted', setting.target.kubernetesVersion));
  }
}

/** The wrong value is the same after hardening: for each field, one value in so many is evaluated again. */
const STEP = 5;

/** A field that one setting alone reads is tried there, and any other in one setting after the other. */
function expectToWithstand(start: JsonObject, fields: readonly Field[], values = ODD): void {
  expect(fields.length).toBeGreaterThan(0);
  fields.forEach((field, index) => {
    const readIn = READ_IN_POD.get(field) ?? SETTINGS[0];
    values.forEach((value, turn) => {
      const setting = readIn === SETTINGS[0] ? SETTINGS[(index + turn) % SETTINGS.length] : readIn;
      try {
        // Listing the changes costs as much as ten evaluations: for each field with another one of the values.
        const further = { listsChanges: turn === index % values.length, isEvaluatedAgain: (index + turn) % STEP === 0 };
        evaluateAndHarden(withValue(start, field, value), setting, further);
      } catch (error) {
        throw new Error(`${field.join('.')} = ${JSON.stringify(value)}: ${(error as Error).stack}`);
      }
    });
  });
}

describe('evaluation and hardening accept any value in any field', () => {
  test('of a pod', () => expectToWithstand(goodPod(), FIELDS_OF_POD), 120_000);

  test.each(OWN_KINDS)('of %s', (kind) => expectToWithstand(skeleton(kind), fieldsRead(skeleton(kind))));

  test.each(WORKLOAD_KINDS)('on the path to the pods of %s', (kind) =>
    expectToWithstand(skeleton(kind), fieldsRead(skeleton(kind), (manifest) => podsOf(manifest)), TYPES));
});

describe('reports a value of the wrong type', () => {
  const ids = (manifest: JsonObject) => evaluate(manifest, profileOf('pss-baseline')).map(({ control }) => control.id);
  /** Fields that only some sorts of volumes have, and that controls look for in each. */
  const NO_FIELDS = /^spec\.volumes\.\*\.(emptyDir|ephemeral|hostPath)\.readOnly$/;
  /** Fields that only pods have, and that are looked for in containers too. */
  const OF_PODS = /[cC]ontainers\.\*\.securityContext\.(fsGroup|supplementalGroups(Policy)?)\b/;
  const inSpec = FIELDS_OF_POD.map((field) => field.join('.')).filter((field) =>
    /^spec\../.test(field) && !field.startsWith('spec.volumeClaimTemplates') && !NO_FIELDS.test(field) && !OF_PODS.test(field));

  test.each(inSpec)('in %s', (field) => {
    const passed = TYPES.filter((value) => !ids(withValue(goodPod(), field.split('.'), value)).includes('field-types'));
    // A quantity, and a port of a probe, is a text or a number.
    expect(passed.length <= 1 || JSON.stringify(passed) === '["x",7]').toBe(true);
  });
});

test('the command line audits all of them', () => {
  const manifests = FIELDS_OF_POD.filter(([first]) => first === 'spec').flatMap((field) => ['x', 7, [{}], {}].map((value) => withValue(goodPod(), field, value)));
  const outcome = auditHere(manifests.map((manifest) => `---\n${JSON.stringify(manifest)}\n`).join(''));
  expectAnswer(outcome);
  expect(outcome.status).toBe(1);
}, 120_000);
