import * as fc from 'fast-check';
import { evaluateInCelGo } from './cel-go';
import { anyTemplate, asKind, changedPods, isAdmissible, KINDS, Template } from './pods';
import { PLAN } from './support';
import { fillingControls } from '../../src/admission/fill-ins';
import { mutatingAdmissionPolicies } from '../../src/admission/mutating-policy';
import { Level } from '../../src/controls/control';
import { stepsOf } from '../../src/engine/fixes';
import { hardenBy } from '../../src/engine/harden';
import { clone, isObject, JsonObject, read } from '../../src/manifest/json';
import { fromJsonPointer } from '../../src/manifest/paths';
import { thirdPartySettings } from '../../src/settings/platform';

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value: unknown;
}

function patched(object: JsonObject, operations: readonly Operation[]): JsonObject {
  const result = clone(object);
  for (const { op, path, value } of operations) {
    const steps = fromJsonPointer(path, result);
    const parent: any = read(result, steps.slice(0, -1));
    expect([op, isObject(parent), path]).toEqual(['add', true, path]);
    parent[steps[steps.length - 1]] = value;
  }
  return result;
}

/** The engine leaves no security context that it does not need. */
function withoutEmpty(value: unknown): unknown {
  return Array.isArray(value) ? value.map(withoutEmpty) : !isObject(value) ? value
    : Object.fromEntries(Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1)
      .map(([key, each]) => [key, withoutEmpty(each)] as const).filter(([key, each]) => !(key === 'securityContext' && isObject(each) && Object.keys(each).length === 0)));
}

function differences(level: Level, templates: readonly Template[]) {
  const fillIns = fillingControls(level).map(({ id }) => id);
  const [policy]: any[] = [...mutatingAdmissionPolicies({ ...PLAN, level, fillIns }, 'parameters')].map(({ spec }: any) => ({
    ...spec, mutations: (spec.mutations ?? []).map(({ jsonPatch }: any) => jsonPatch.expression),
  }));
  const objects = templates.map((template, index) => asKind(KINDS[index % KINDS.length], template));
  const params = { data: { controls: '' } };
  const outcomes = evaluateInCelGo([policy], objects.map((object) => ({ policy: 0, object, operation: 'CREATE' as const, params })));
  const steps = stepsOf({ level: 'hardened', only: fillIns });
  return objects.flatMap((object, index) => {
    const { error, mutations = [] } = outcomes[index];
    const byEngine = withoutEmpty(hardenBy(object, () => ({ settings: thirdPartySettings('kubernetes'), steps })).manifest);
    const byPolicy = withoutEmpty(patched(object, mutations.flat()));
    return error === undefined && JSON.stringify(byEngine) === JSON.stringify(byPolicy) ? [] : [{ error, object: JSON.stringify(object), byEngine, byPolicy }];
  });
}

test('a policy fills in what the engine fills in', () => {
  const pods = [...fc.sample(anyTemplate, 400), ...changedPods().map(({ after }) => after).filter(isAdmissible)];
  expect(differences('hardened', pods).slice(0, 3)).toEqual([]);
});
