import { ContainerView } from '../../../src/formats/manifest/pod';
import { podsOf } from '../../../src/formats/manifest/workload';

/** The only container of a pod, `main`, with these fields of its own and of its pod. */
export function containerWith(fields: object = {}, spec: object = {}): ContainerView {
  const [{ containers: [container] }] = podsOf({ apiVersion: 'v1', kind: 'Pod', spec: { ...spec, containers: [{ name: 'main', image: 'app', ...fields }] } });
  return container;
}
