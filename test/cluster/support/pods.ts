import { goodPod } from '../../policy/controls/support';

/** A pod without findings, after a change of its spec. */
export function podWith(change: (spec: any) => void = () => {}, namespace = 'shop'): any {
  const object: any = goodPod(change);
  return { ...object, metadata: { ...object.metadata, namespace } };
}

/** A Deployment of such a pod. */
export function deploymentWith(change: (spec: any) => void = () => {}, { name = 'web', namespace = 'shop' } = {}): any {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podWith(change).spec } },
  };
}

/** A change that adds a capability to a container. */
export function adds(capability: string, container = 'main'): (spec: any) => void {
  return (spec) => {
    const { securityContext } = [...spec.initContainers, ...spec.containers].find(({ name }: any) => name === container);
    securityContext.capabilities.add = [...securityContext.capabilities.add ?? [], capability];
  };
}

export const inHostPids = (spec: any): void => { spec.hostPID = true; };
