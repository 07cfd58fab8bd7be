import { asString, isAbsent, isObject, JsonObject, Path } from '../../../formats/manifest/json';
import { isBuiltIn, visitOutsidePods } from '../../../formats/manifest/outside-pods';
import { toFieldPath } from '../../../formats/manifest/paths';
import { CONTAINER_LISTS } from '../../../formats/manifest/pod';
import { isInValues, valuesOfCharts } from '../../../formats/manifest/values-of-charts';
import { unevaluatedInWorkload } from '../../../formats/manifest/workload';
import { Violation, Violations } from '../check';
import { ObjectControl } from '../control';

export const unevaluatedPodTemplate: ObjectControl = {
  id: 'unevaluated-pod-template',
  title: 'No unchecked pods',
  level: 'pss-baseline',
  risk: 'medium',
  why: 'An operator creates pods from it, and no control has checked their settings.',
  remedy: 'review it manually, and let Pod Security enforce "restricted" in its namespace',
  spec: {
    rules: [
      {
        when: 'in every kind, outside of checked pods and of OpenAPI schemas',
        fields: [
          'a list `containers`, `initContainers` or `ephemeralContainers` with an object in it',
          'a list whose name ends in "containers", or is `sidecars` or `steps`, with an image in it',
        ],
        allowed: 'none',
      },
      {
        when: 'in custom kinds, outside of values for charts',
        fields: [
          'an image next to fields of a pod or a container, such as ports, env and volumes',
          'an object `securityContext`, or one with a similar name',
        ],
        allowed: 'none',
      },
      {
        when: 'in custom kinds',
        fields: [
          'an object `podTemplate` or `podSpec`, or one with a similar name',
          'a text `podTemplateFile`, as of Spark, which refers to a template elsewhere',
        ],
        allowed: 'none',
      },
      {
        when: 'in known kinds',
        fields: ['fields that create or change pods in a way that cannot be checked, such as Argo\'s podSpecPatch'],
        allowed: 'none',
      },
    ],
    notes: [
      'Operators merge containers into their own by name, so a container may not have an image. In nested places, only the outermost is '
        + 'reported.',
      'Values for a chart, in a HelmRelease or an Application, are not a pod, so only lists of containers and pod templates in them are '
        + 'reported. Other controls report unsafe values in them, and `audit ./chart -f values.yaml` evaluates the pods.',
    ],
  },
  isUnevaluated: true,
  checkObject,
};

function checkObject(object: JsonObject): Violations {
  const isCustom = !isBuiltIn(object);
  const values = valuesOfCharts(object);
  const found: Violation[] = [];
  for (const { value, path } of unevaluatedInWorkload(object)) {
    found.push({ path, value, detail: 'creates or changes pods in a way that is not checked' });
  }
  const known = [...found];
  visitOutsidePods(object, (value, key, path, isPart) => {
    const detail = isPart ? undefined : podsIn(String(key), value, isCustom, isInValues(path, values));
    if (detail && !known.some((violation) => toFieldPath(violation.path) === toFieldPath(path))) {
      found.push({ path: [...path], value, allowKey: allowKeyOf(value, path), detail });
    }
    return detail === undefined;
  });
  return found;
}

const LISTS: ReadonlySet<string> = new Set(CONTAINER_LISTS);
const LIKE_LISTS = /containers$|^sidecars$|^steps$/i;
const TEMPLATE = /^pod_?(?:template|spec|templateSpec|override|overrides)$/i;
const TEMPLATE_FILE = /podTemplateFile$/;
const SECURITY_CONTEXT = /securityContext$/i;

/**
 * Why a value looks like pods; undefined if it does not. In values of a chart, a security context or a single container is only a
 * parameter: the templates of the chart decide its effect.
 */
function podsIn(key: string, value: unknown, isCustom: boolean, isForChart: boolean): string | undefined {
  if (Array.isArray(value)) {
    const isList = LISTS.has(key) ? value.some(isObject) : LIKE_LISTS.test(key) && value.some((item) => isObject(item) && hasImage(item));
    return isList ? 'looks like the containers of a pod' : undefined;
  }
  if (!isCustom || !isObject(value)) {
    return isCustom && TEMPLATE_FILE.test(key) && value ? 'refers to a pod template elsewhere' : undefined;
  }
  if (TEMPLATE.test(key) && hasFields(value)) {
    return 'looks like the template of a pod';
  }
  if (isForChart) {
    return undefined;
  }
  if (SECURITY_CONTEXT.test(key) && hasFields(value)) {
    return 'looks like the security context of a pod';
  }
  return hasImage(value) && POD_FIELDS.some((field) => !isAbsent(value[field])) ? 'looks like the container of a pod' : undefined;
}

/** Fields that controls check in a container or a pod. With one of them, an object that has an image looks like a container. */
const POD_FIELDS = [
  'args', 'command', 'env', 'envFrom', 'extraEnv', 'extraVolumeMounts', 'extraVolumes', 'hostIPC', 'hostNetwork', 'hostPID', 'ports',
  'podSecurityContext', 'resources', 'securityContext', 'containerSecurityContext', 'volumeMounts', 'volumes',
];

/** Names of the image field in resources of operators. */
const IMAGES = ['image', 'imageName', 'containerImage', 'dockerImage'];

function hasImage(value: JsonObject): boolean {
  return IMAGES.some((field) => isImage(value[field]));
}

function isImage(image: unknown): boolean {
  return isObject(image) ? typeof image.repository === 'string' || typeof image.tag === 'string' : typeof image === 'string';
}

function hasFields(value: JsonObject): boolean {
  for (const _ in value) {
    return true;
  }
  return false;
}

/** The text for a waiver: the path and the images, because the value itself may be long. */
function allowKeyOf(value: unknown, path: Path): string {
  const images = (Array.isArray(value) ? value : [value])
    .flatMap((container) => isObject(container) ? asString(container.image) ?? [] : []);
  return images.length > 0 ? `${toFieldPath(path)}: ${images.join(' ')}` : toFieldPath(path);
}
