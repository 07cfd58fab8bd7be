import { asArray, asObject, JsonObject, Path, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { celMatches, SPEC } from '../cel';
import { Violations, Found } from '../check';
import { always, PodControl } from '../control';
import { at, both, everyEntry, listOf, pinned } from '../violations';

const ROLE = /^node-role\.kubernetes\.io\/(?:control-plane|master|etcd)$/;

const REQUIRED = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];
const PREFERRED = ['affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'];

/** CEL conditions: an expression selects control plane nodes, and a term has such an expression. */
const CHOOSES = `${celMatches('e.key', ROLE)} && e.operator in ['In', 'Exists']`;
const TERM = `it.?matchExpressions.orValue([]).exists(e, ${CHOOSES})`;

export const controlPlaneNodes: PodControl = {
  id: 'control-plane-nodes',
  title: 'No pods on control plane nodes',
  level: 'hardened',
  risk: 'medium',
  why: 'A container that escapes to a control plane node can read the keys of the whole cluster.',
  remedy: 'remove it, so that the pod runs on worker nodes; waive it for an agent that must run on every node',
  remedyInCode: 'remove the call of `scheduling`, so that the pod runs on worker nodes; waive it for an agent that must run on every node',
  spec: {
    rules: [{
      fields: ['spec.tolerations[*].key', 'spec.nodeSelector', 'spec.affinity.nodeAffinity'],
      allowed: 'no node-role.kubernetes.io/control-plane, master or etcd, except with NotIn and DoesNotExist in the affinity, which keep '
        + 'the pod off these nodes',
    }],
    notes: ['This is a warning, because node agents must run there. The control tolerations reports pods that tolerate every taint.'],
  },
  admission: [
    {
      each: 'pod',
      in: `${SPEC}.?tolerations.orValue([])`,
      violates: celMatches('it.?key.orValue(\'\')', ROLE),
      value: '\'tolerations=\' + it.key',
    },
    {
      each: 'pod',
      in: `${SPEC}.?nodeSelector.orValue({})`,
      violates: celMatches('it', ROLE),
      value: `'nodeSelector=' + it + '=' + ${SPEC}.nodeSelector[it]`,
    },
    {
      each: 'pod',
      in: `${SPEC}.?${REQUIRED.join('.?')}.orValue([])`,
      violates: TERM,
      value: `'nodeAffinity=' + it.matchExpressions.filter(e, ${CHOOSES})[0].key`,
    },
    {
      each: 'pod',
      in: `${SPEC}.?${PREFERRED.join('.?')}.orValue([]).map(p, p.?preference.orValue({}))`,
      violates: TERM,
      value: `'nodeAffinity=' + it.matchExpressions.filter(e, ${CHOOSES})[0].key`,
    },
  ],
  reads: { needs: ['spec.tolerations', 'spec.nodeSelector', 'spec.affinity'] },
  checks: always((pod) => {
    const tolerated = everyEntry(asArray(pod.json.tolerations), (toleration, index) =>
      isRole(asObject(toleration).key) ? pinned(at(pod, ['tolerations', index, 'key']), 'tolerations') : undefined);
    return both(tolerated, chosenNodes(pod));
  }),
};

function isRole(key: unknown): boolean {
  return typeof key === 'string' && ROLE.test(key);
}

function chosenNodes(pod: PodView): Found {
  const selector = asObject(pod.json.nodeSelector);
  return [
    ...Object.keys(selector).filter(isRole).map((key) => pinned(at(pod, ['nodeSelector', key]), `nodeSelector=${key}`)),
    ...asArray(read(pod.json, REQUIRED)).flatMap((term, index) => inTerm(pod, asObject(term), [...REQUIRED, index])),
    ...asArray(read(pod.json, PREFERRED)).flatMap((item, index) =>
      inTerm(pod, asObject(asObject(item).preference), [...PREFERRED, index, 'preference'])),
  ];
}

function inTerm(pod: PodView, { matchExpressions }: JsonObject, path: Path): Violations {
  return listOf(everyEntry(asArray(matchExpressions), (expression, index) => {
    const { key, operator } = asObject(expression);
    return isRole(key) && (operator === 'In' || operator === 'Exists')
      ? pinned(at(pod, [...path, 'matchExpressions', index, 'key']), 'nodeAffinity') : undefined;
  }));
}
