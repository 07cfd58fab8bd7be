import { asArray, asObject, asString, JsonObject, Path, read } from '../../../formats/manifest/json';
import { PodView } from '../../../formats/manifest/pod';
import { celText, SPEC } from '../cel';
import { Found } from '../check';
import { always, PodControl } from '../control';
import { at, both, everyEntry } from '../violations';

const HOSTNAME = 'kubernetes.io/hostname';
const NAME = 'metadata.name';
const TERMS: Path = ['affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'];

/** Whether an expression selects one node. The controller of a DaemonSet writes such an expression into each of its pods. */
const CHOOSES = (key: string) => `e.key == ${celText(key)} && e.operator == 'In' && e.?values.orValue([]).size() == 1`;
const OF_DAEMON_SET = 'dyn(object).?metadata.?ownerReferences.orValue([]).exists(o, o.kind == \'DaemonSet\')';
const chosenBy = (field: string, key: string) => ({
  each: 'pod',
  in: `${SPEC}.?${TERMS.join('.?')}.orValue([])`,
  violates: `!(${OF_DAEMON_SET}) && it.?${field}.orValue([]).exists(e, ${CHOOSES(key)})`,
  value: `${celText(`${key}=`)} + it.${field}.filter(e, ${CHOOSES(key)})[0].values[0]`,
} as const);

export const nodeName: PodControl = {
  id: 'node-name',
  title: 'No fixed node',
  level: 'hardened',
  risk: 'low',
  why: 'A pod with a fixed node bypasses the scheduler, or cannot run on another node. An attacker who can create pods can place one next '
    + 'to any other pod, also on a control plane node.',
  remedy: 'remove it; use `nodeSelector` or `affinity` with a label that several nodes have',
  remedyInCode: 'remove the call of `scheduling.assign`; use `scheduling.attract`',
  spec: {
    rules: [
      { fields: ['spec.nodeName'], allowed: '"", undefined' },
      { fields: [`spec.nodeSelector["${HOSTNAME}"]`], allowed: 'undefined' },
      {
        fields: [`spec.${TERMS.join('.')}[*].{matchExpressions,matchFields}[*]`],
        allowed: `no ${HOSTNAME} and no ${NAME} with the operator In and a single value`,
      },
    ],
    notes: ['Pods that a DaemonSet created are not reported, because its controller chooses their nodes in this way.'],
    sources: [
      'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
      'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction (labels that a node cannot give itself)',
    ],
  },
  // The scheduler writes this field into running pods.
  admission: [{
    each: 'pod',
    violates: `${SPEC}.?nodeName.orValue('') != '' && !dyn(object).?status.?startTime.hasValue()`,
    value: `${SPEC}.nodeName`,
  }, {
    each: 'pod',
    in: `${SPEC}.?nodeSelector.orValue({})`,
    violates: `it == ${celText(HOSTNAME)}`,
    value: `'nodeSelector=' + it + '=' + ${SPEC}.nodeSelector[it]`,
  }, chosenBy('matchExpressions', HOSTNAME), chosenBy('matchFields', NAME)],
  reads: { needs: ['spec.nodeName', 'spec.nodeSelector', 'spec.affinity'] },
  checks: always((pod) => both(asString(pod.json.nodeName) ? at(pod, ['nodeName']) : undefined, both(selectedNode(pod), chosenNode(pod)))),
};

function selectedNode(pod: PodView): Found {
  const value = asObject(pod.json.nodeSelector)[HOSTNAME];
  return typeof value === 'string' ? { ...at(pod, ['nodeSelector', HOSTNAME]), allowKey: `nodeSelector=${HOSTNAME}=${value}` } : undefined;
}

function chosenNode(pod: PodView): Found {
  const terms = asArray(read(pod.json, TERMS));
  return terms.length === 0 || isOfDaemonSet(pod) ? undefined : everyEntry(terms, (term, index) => both(
    chosenIn(pod, asObject(term), 'matchExpressions', HOSTNAME, index), chosenIn(pod, asObject(term), 'matchFields', NAME, index)));
}

function isOfDaemonSet({ owner }: PodView): boolean {
  return asArray(asObject(owner?.json.metadata).ownerReferences).some((reference) => asObject(reference).kind === 'DaemonSet');
}

function chosenIn(pod: PodView, term: JsonObject, field: string, wanted: string, index: number): Found {
  return everyEntry(asArray(term[field]), (expression, position) => {
    const { key, operator, values } = asObject(expression);
    const [node, ...others] = asArray(values);
    return key === wanted && operator === 'In' && node !== undefined && others.length === 0
      ? { ...at(pod, [...TERMS, index, field, position]), allowKey: `${wanted}=${String(node)}` } : undefined;
  });
}
