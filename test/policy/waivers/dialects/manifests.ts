import { JsonObject } from '../../../../src/formats/manifest/json';

let count = 0;

/** Names differ: scanners also look at what belongs together. */
export function object(kind: string, fields: JsonObject, name = `x${++count}`): JsonObject {
  const apiVersion = kind.includes('Role') ? 'rbac.authorization.k8s.io/v1' : kind === 'Ingress' ? 'networking.k8s.io/v1' : 'v1';
  return { apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields };
}

export const pod = (container: JsonObject, spec: JsonObject = {}) => object('Pod', { spec: { ...spec, containers: [{ name: 'a', image: 'a', ...container }] } });
export const context = (securityContext: JsonObject, spec: JsonObject = {}) => pod({ securityContext }, spec);
export const role = (rule: JsonObject, kind = 'ClusterRole') => object(kind, { rules: [rule] });

export const RBAC = 'rbac.authorization.k8s.io';
