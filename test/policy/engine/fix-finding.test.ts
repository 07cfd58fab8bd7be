import { JsonObject } from '../../../src/formats/manifest/json';
import { FindingFixes, FixChoices, FixTarget } from '../../../src/policy/engine/fix-finding';
import { HardeningConfig, planOf } from '../../../src/policy/engine/plan';
import { Waiver } from '../../../src/policy/settings/waiver';
import { applyWaivers } from '../../../src/policy/waivers/apply';
import { waiver } from '../waivers/findings';

const MAIN = { name: 'main', image: 'acme/app:1' };

function pod(container: JsonObject = {}, spec: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { ...spec, containers: [{ ...MAIN, ...container }] } };
}

/** The fixes of a finding by the profile hardened. */
function fixes(manifest: JsonObject, target: Partial<FixTarget>, choices: FixChoices = {}, waivers: Waiver[] = []): readonly any[] {
  const rules: HardeningConfig = { profile: 'hardened', overrideUnsafe: choices.overridesUnsafe };
  const all = new FindingFixes(manifest, (object, pods) =>
    ({ ...planOf(rules, object, undefined, pods), waive: (found) => applyWaivers(found, waivers) }));
  return [...all.fixes({ control: 'user-id', index: 0, container: 'main', ...target }, choices)];
}

test('nothing fixes a finding of an unknown control', () => expect(fixes(pod(), { control: 'nope' })).toEqual([]));

test('a finding on the pod has one fix', () => {
  expect(fixes(pod(), { control: 'service-links', container: undefined }).map(({ spec }) => spec.enableServiceLinks)).toEqual([false]);
});

describe('a fix that causes another finding', () => {
  const LISTENING = pod({ ports: [{ containerPort: 80 }] });

  test('is none', () => expect(fixes(LISTENING, {})).toEqual([]));

  test('is one if a waiver covers the other finding', () => {
    expect(fixes(LISTENING, {}, {}, [waiver('low-ports', { containers: ['main'], allow: ['80'] })])).not.toEqual([]);
  });

  test('is one if hardening the whole manifest leaves the other finding, too', () => {
    const claim = { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'c' } }] };
    const found = (spec: JsonObject) => fixes(pod({ securityContext: { runAsUser: 0 } }, { ...claim, ...spec }), { control: 'run-as-user' }, { overridesUnsafe: true });
    expect(found({})).not.toEqual([]);
    expect(found({ hostNetwork: true })).toEqual([]);
  });
});

test.each<[control: string, container: JsonObject, fixed: JsonObject]>([
  ['run-as-non-root', {}, { runAsNonRoot: true, runAsUser: 65532 }],
  ['run-as-user', { securityContext: { runAsUser: 0 } }, { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532 }],
  ['group-id', {}, { runAsUser: 65532, runAsGroup: 65532 }],
])('a fix of %s also sets the fields that it needs', (control, container, fixed) => {
  expect(fixes(pod(container), { control }, { overridesUnsafe: true })[0].spec.securityContext).toEqual(fixed);
});

test('a chosen user counts more than that of the image', () => {
  const [{ spec }] = fixes(pod({ image: 'redis:8' }), {}, { identity: { user: 7, group: 8 } });
  expect(spec.containers[0].securityContext).toMatchObject({ runAsUser: 7, runAsGroup: 8 });
});
