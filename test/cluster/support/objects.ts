import { clone, JsonObject } from '../../../src/formats/manifest/json';
import { CONTAINER_LISTS } from '../../../src/formats/manifest/pod';
import { POD_TEMPLATES } from '../../../src/formats/manifest/workload';
import { asKind, Template } from '../../tasks/admission/pods';

/** Kinds whose pods restart by themselves. */
const ALWAYS_RESTARTED = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController'];
const LABELS = { app: 'own' };

/** An object of a kind with the fields without which the API server refuses it. No control but those on images reads them. */
export function complete(groupKind: string, template: Template): JsonObject {
  const { metadata = {}, spec } = clone(template as any) as any;
  CONTAINER_LISTS.forEach((list) => (spec[list] ?? []).forEach((container: any) => { container.image ??= 'app:1'; }));
  const [, kind] = groupKind.split('/');
  if (ALWAYS_RESTARTED.includes(kind)) {
    spec.restartPolicy = 'Always';
    delete spec.activeDeadlineSeconds;
  }
  if (['Job', 'CronJob'].includes(kind)) spec.restartPolicy = 'Never';
  const isPod = POD_TEMPLATES[groupKind].length === 0;
  if (!isPod) delete spec.ephemeralContainers;
  const object: any = asKind(groupKind, { metadata: isPod ? metadata : { ...metadata, labels: { ...metadata.labels, ...LABELS } }, spec });
  if (kind === 'ReplicationController') object.spec.selector = LABELS;
  else if (ALWAYS_RESTARTED.includes(kind)) object.spec.selector = { matchLabels: LABELS };
  if (kind === 'CronJob') object.spec.schedule = '@daily';
  return object;
}
