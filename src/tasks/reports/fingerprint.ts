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

/** The identity of a finding. Two findings of one input can share it: then their number counts. */
export function fingerprintIdentity(finding: Finding): FindingIdentity {
  const { control, apiVersion, kind, namespace, name, template, container, field } = finding;
  const isDockerfile = kind === DOCKERFILE;
  // In the order in which a baseline is written.
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

/** Numbers equal texts, so that each is unique in its report. */
export class Occurrences {
  private readonly seen = new Map<string, number>();

  /** How often a text came, this time included. */
  public next(text: string): number {
    const count = (this.seen.get(text) ?? 0) + 1;
    this.seen.set(text, count);
    return count;
  }
}

/**
 * The value without the tags and digests of images, which every release of a chart changes. Anything else is taken as it is: a baseline
 * must not hide another address or path because it looks like another version.
 */
function valueOf(finding: Finding): Pick<FindingIdentity, 'value'> {
  const shown = finding.allowValue ?? finding.value;
  const text = typeof shown === 'string' ? shown : JSON.stringify(shown);
  return text === undefined ? {} : { value: OF_IMAGES.has(finding.control) ? text.split(' ').map(nameOf).join(' ') : text };
}

/** The controls whose findings identify an image, independent of its tag and digest. */
const OF_IMAGES: ReadonlySet<string> =
  new Set([imageDigest, imageRegistry, imageTag, imageVolumes, unevaluatedPodTemplate].map(({ id }) => id));

/** No name contains these characters, and a `generateName` ends with a star. */
const VERSION = '<version>';

/**
 * Charts write their version into names: `migrate-1.4.2`, `web-v2-0-1`. Other numbers are addresses and ordinals, which make another
 * object: `ip-10-0-0-1`, `shard-0-1`.
 */
function withoutVersion(text: string): string {
  return text.replace(/(?<![\w.])(?:\d+\.\d+\.\d+|v\d+([.-])\d+(?:\1\d+)?)(?!\w|[.-]\d)/g, VERSION);
}
