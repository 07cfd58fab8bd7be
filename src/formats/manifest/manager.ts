import { asArray, asObject, asString, JsonObject } from './json';
import { refText } from './object-ref';
import { groupKind } from './workload';

/** The controller of an object, by its kind and name. */
export interface ControllerRef {
  readonly groupKind: string;
  readonly name: string;
}

/** The owner that creates and deletes an object; undefined for an object without one. */
export function controllerOf({ metadata }: JsonObject): ControllerRef | undefined {
  const owner = asArray(asObject(metadata).ownerReferences).map(asObject).find(({ controller }) => controller === true);
  return owner && { groupKind: groupKind(owner), name: asString(owner.name) ?? '' };
}

const FLUX = [['HelmRelease', 'helm.toolkit.fluxcd.io'], ['Kustomization', 'kustomize.toolkit.fluxcd.io']] as const;

/**
 * The object from which a controller writes a live object again, so that a change of the live object alone does not last; undefined if its
 * marks name none. A label alone proves nothing: charts and templates contain `app.kubernetes.io/managed-by` and
 * `app.kubernetes.io/instance`, so Helm and Argo CD are known by annotations.
 */
export function managerOf(object: JsonObject): string | undefined {
  const { labels, annotations, namespace, name } = asObject(object.metadata);
  const [label, annotation] = [asObject(labels), asObject(annotations)].map((marks) => (key: string) => asString(marks[key]));
  const place = asString(namespace);
  for (const [kind, group] of FLUX) {
    const written = label(`${group}/name`);
    if (written !== undefined) {
      return `Flux ${refText({ kind, namespace: label(`${group}/namespace`), name: written })}`;
    }
  }
  const [, application, tracked] = /^([^:]+):(.*)$/.exec(annotation('argocd.argoproj.io/tracking-id') ?? '') ?? [];
  if (application !== undefined && tracked.endsWith(`/${asString(name)}`)) {
    return `Argo CD application ${application}`; // An id with another name is a copy, which Argo CD ignores.
  }
  const release = annotation('meta.helm.sh/release-name');
  if (release !== undefined && label('app.kubernetes.io/managed-by') === 'Helm') {
    return refText({ kind: 'Helm release', namespace: annotation('meta.helm.sh/release-namespace') ?? place, name: release });
  }
  const owner = controllerOf(object);
  return owner === undefined || owner.groupKind === '/Node' ? undefined
    : `operator of ${refText({ kind: owner.groupKind.slice(owner.groupKind.indexOf('/') + 1), namespace: place, name: owner.name })}`;
}
