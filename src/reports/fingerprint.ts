import { createHash } from 'crypto';
import { Finding } from './finding';
import { nameOf, parseImage } from '../manifest/image';
import { groupOf } from '../manifest/workload';
import { DOCKERFILE } from '../waivers/target';

/** What makes a finding the same one in a later run: neither its line nor its file, nor the version of a chart. */
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
export function identityOf(finding: Finding): FindingIdentity {
  const { control, apiVersion, kind, namespace, name, template, container, field, value, suggestedWaiver } = finding;
  const isDockerfile = kind === DOCKERFILE;
  // In the order in which a baseline is written.
  return {
    control,
    ...groupOf(apiVersion) && { apiGroup: groupOf(apiVersion) },
    kind,
    ...namespace !== undefined && { namespace },
    // The name of a Dockerfile is its path.
    name: isDockerfile ? '' : withoutVersion(name),
    ...template !== undefined && { template },
    ...container !== undefined && { container: withoutVersion(container) },
    field: isDockerfile ? '' : field.replace(/\[\d+\]/g, '[]'),
    ...valueOf(suggestedWaiver?.allow?.[0] ?? value),
  };
}

/** The identity of a finding as a short text, the same in every run. */
export function fingerprint(finding: Finding): string {
  return createHash('sha256').update(JSON.stringify(identityOf(finding))).digest('hex').slice(0, 32);
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

function valueOf(value: unknown): Pick<FindingIdentity, 'value'> {
  return value === undefined ? {} : { value: typeof value === 'string' ? withoutTag(value) : String(value) };
}

/** An image without its tag and digest, which every release of a chart changes; other texts as they are. */
function withoutTag(value: string): string {
  const { tag, digest } = parseImage(value);
  return tag !== undefined || digest !== undefined ? nameOf(value) : withoutVersion(value);
}

/** Charts write their version into names of Jobs and labels: `migrate-1-4-2`, `web-v2.0.1`. */
function withoutVersion(text: string): string {
  return text.replace(/(?<![\w])v?\d+(?:[.-]\d+)+(?![\w])/g, '*');
}
