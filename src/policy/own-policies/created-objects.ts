import { asObject, asString, isObject, JsonObject, Path, read } from '../../formats/manifest/json';
import { groupKind, POD_TEMPLATES } from '../../formats/manifest/workload';

/** An object that a create request of the API server is about. */
export interface Created {
  readonly object: JsonObject;
  /** The path in the manifest that decides about it. */
  readonly path: Path;
  /** Whether a controller creates it. */
  readonly isByController: boolean;
}

const JOB_TEMPLATE: Path = ['spec', 'jobTemplate'];

/** An object of a manifest, and the pod, and for a CronJob the Job, that its controller creates. */
export function createdObjects(object: JsonObject): readonly Created[] {
  const kind = groupKind(object);
  const own = { object, path: ['kind'], isByController: false };
  const template = kind === '/PodTemplate' ? undefined : POD_TEMPLATES[kind];
  if (template === undefined || template.length === 0) {
    return [own];
  }
  const job = kind === 'batch/CronJob' ? [created(object, JOB_TEMPLATE, 'batch/v1', 'Job')] : [];
  return [own, ...job.flat(), ...created(object, template, 'v1', 'Pod')];
}

function created(owner: JsonObject, path: Path, apiVersion: string, kind: string): readonly Created[] {
  const template = read(owner, path);
  if (!isObject(template) || !isObject(template.spec)) {
    return [];
  }
  const { namespace, name } = asObject(owner.metadata);
  const { labels, annotations } = asObject(template.metadata);
  const metadata = {
    generateName: `${asString(name) ?? ''}-`,
    ...namespace !== undefined && { namespace },
    ...labels !== undefined && { labels },
    ...annotations !== undefined && { annotations },
  };
  return [{ object: { apiVersion, kind, metadata, spec: template.spec }, path: [...path, 'spec'], isByController: true }];
}
