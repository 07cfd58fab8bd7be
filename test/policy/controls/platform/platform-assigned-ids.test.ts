import { amended, DEFAULT_CONTEXT } from '../../../../src/policy/context/context';
import { platformAssignedIds } from '../../../../src/policy/controls/platform/platform-assigned-ids';
import { evaluate } from '../../../../src/policy/engine/evaluate';
import { profileOf } from '../../../../src/policy/engine/profile';
import { NO_DECLARATIONS } from '../../../../src/policy/settings/declarations';
import { Identity } from '../../../../src/policy/settings/identity';
import { ObjectNotes } from '../../../../src/policy/settings/notes';
import { PlatformName } from '../../../../src/policy/settings/target';
import { found, goodContainer, goodPod } from '../support';

const without = (change: (spec: any) => void = () => {}) => goodPod((spec) => {
  delete spec.securityContext.runAsUser;
  spec.ephemeralContainers = [goodContainer('debug')];
  change(spec);
});

const EVERY = ['initContainers', 'containers', 'ephemeralContainers'].map((list) => `spec.${list}[0].securityContext.runAsUser`);

it.each<[PlatformName, Identity, string[]]>([
  ['kubernetes', {}, EVERY],
  ['gke-autopilot', {}, EVERY],
  ['openshift', {}, []],
  ['openshift-v3', {}, []],
  ['kubernetes', { fsGroup: 65532 }, []],
  ['kubernetes', { user: 1000 }, []],
])('evaluates %s with the identity %j', (platform, identity, expected) => {
  expect(found(platformAssignedIds, without(), undefined, { target: { platform }, choices: { identity } })).toEqual(expected);
});

it.each<[string, (spec: any) => void, string[]]>([
  ['an id of the pod', (spec) => { spec.securityContext.runAsUser = 1000; }, []],
  ['an id of some containers', (spec) => { spec.containers[0].securityContext.runAsUser = 1000; }, [EVERY[0], EVERY[2]]],
  ['null', (spec) => { spec.securityContext.runAsUser = null; }, EVERY],
  ['no containers', (spec) => Object.assign(spec, { containers: 'x', initContainers: null, ephemeralContainers: {} }), []],
])('reports only wrong ids: %s', (_, change, expected) => {
  expect(found(platformAssignedIds, without(change), undefined, { choices: { identity: {} } })).toEqual(expected);
});

it('fails the build of a hardened kind, and warns about others', () => {
  const severities = (notes: ObjectNotes) =>
    evaluate(without(), profileOf('hardened'), amended(DEFAULT_CONTEXT, { choices: { identity: {} }, notes }))
      .filter(({ control }) => control === platformAssignedIds).map(({ severity }) => severity);
  expect(severities({ declarations: NO_DECLARATIONS })).toEqual(['error', 'error', 'error']);
  expect(severities({})).toEqual(['warning', 'warning', 'warning']);
});
