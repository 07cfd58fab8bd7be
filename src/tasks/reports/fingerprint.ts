import { createHash } from 'crypto';
import { Finding } from './finding';
import { nameOf } from '../../formats/manifest/image';
import { groupOf } from '../../formats/manifest/workload';
import { imageDigest } from '../../policy/controls/hardened/image-digest';
import { imageRegistry } from '../../policy/controls/hardened/image-registry';
import { imageTag } from '../../policy/controls/hardened/image-tag';
import { imageVolumes } from '../../policy/controls/hardened/image-volumes';
import { unevaluatedPodTemplate } from '../../policy/controls/objects/unevaluated-pod-template';
import { DOCKERFILE } from '../../policy/waivers/target';

/** The parts that identify a finding in a later run. Its line, the file of its object and the version of a chart are not among them. */
export interface FindingIdentity {
  readonly control: string;
  readonly apiGroup?: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly template?: string;
  readonly container?: string;
  readonly field: string;
  readonly value?: string;
}

/** The identity of a finding. Several findings of an input can share an identity. A baseline then compares their number. */
export function fingerprintIdentity(finding: Finding): FindingIdentity {
  const { control, apiVersion, kind, namespace, name, template, container, field } = finding;
  const isDockerfile = kind === DOCKERFILE;
  // The fields have the order in which a baseline writes them.
  return {
    control,
    ...groupOf(apiVersion) && { apiGroup: groupOf(apiVersion) },
    kind,
    ...namespace !== undefined && { namespace },
    name: isDockerfile ? name.replace(/^(?:\.\/)+/, '') : withoutVersion(name),
    ...template !== undefined && { template },
    ...container !== undefined && { container: withoutVersion(container) },
    field: isDockerfile ? '' : field.replace(/\[\d+\]/g, '[]'),
    ...valueOf(finding),
  };
}

/** The identity of a finding as a short text, the same in every run, and after a Dockerfile has moved. */
export function fingerprint(finding: Finding): string {
  const identity = fingerprintIdentity(finding);
  const text = JSON.stringify(finding.kind === DOCKERFILE ? { ...identity, name: '' } : identity);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Numbers equal texts, so that each text with its number is unique in a report. */
export class Occurrences {
  private readonly seen = new Map<string, number>();

  /** The number of times that a text has come, including this time. */
  public next(text: string): number {
    const count = (this.seen.get(text) ?? 0) + 1;
    this.seen.set(text, count);
    return count;
  }
}

/**
 * The value without tags and digests of images, which every release of a chart changes. All other values are compared as they are: an
 * address or a path can look like another version, and a baseline must not hide it.
 */
function valueOf(finding: Finding): Pick<FindingIdentity, 'value'> {
  const shown = finding.allowValue ?? finding.value;
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  return text === undefined ? {} : { value: OF_IMAGES.has(finding.control) ? text.split(' ').map(nameOf).join(' ') : text };
}

/** The controls whose findings are about an image, whatever its tag and digest are. */
const OF_IMAGES: ReadonlySet<string> =
  new Set([imageDigest, imageRegistry, imageTag, imageVolumes, unevaluatedPodTemplate].map(({ id }) => id));

/** Replaces a version. No name contains `<`, and a `generateName` ends with a star, so the text is never a real name. */
const VERSION = '<version>';

/**
 * A name without the version that charts write into it: `migrate-1.4.2`, `web-v2-0-1`. Other numbers stay, because they are addresses and
 * ordinals of different objects: `ip-10-0-0-1`, `shard-0-1`.
 */
function withoutVersion(text: string): string {
  return text.replace(/(?<![\w.])(?:\d+\.\d+\.\d+|v\d+([.-])\d+(?:\1\d+)?)(?!\w|[.-]\d)/g, VERSION);
}
