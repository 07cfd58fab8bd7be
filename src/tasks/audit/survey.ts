import { existsSync } from 'fs';
import { join } from 'path';
import { Audit } from './audit';
import { auditPaths } from './audit-paths';
import { evaluationOf } from './evaluation';
import { Input } from './input';
import { resultOf } from './steps';
import { AuditWaivers } from './waivers';
import { InputError } from '../../formats/manifest/input-error';
import { Level, LEVELS } from '../../policy/controls/control';

/** Folders with files of other authors. */
export const FOREIGN_FOLDERS = ['node_modules', '.git', 'vendor'];

/** A summary of inputs. */
export interface Survey {
  readonly workloads: number;
  readonly dockerfiles: number;
  /** Number of errors by profile, least strict first. */
  readonly errors: { readonly [level in Level]: number };
  /** Files that cannot be read. */
  readonly unreadable: readonly string[];
}

/** The subfolders with files of other authors. */
export function foreignFolders(folder: string): readonly string[] {
  return FOREIGN_FOLDERS.filter((name) => existsSync(join(folder, name)));
}

/** Summarizes the inputs of a folder, for `init`. */
export function survey(folder: string, inputs: readonly (Input | InputError)[]): Survey {
  const audits = LEVELS.map((level) => [level, auditOf(folder, inputs, level)] as const);
  const [, { summary, unreadable }] = audits[audits.length - 1];
  return {
    workloads: summary.workloads,
    dockerfiles: summary.dockerfiles,
    errors: Object.fromEntries(audits.map(([level, each]) => [level, each.summary.errors])) as Survey['errors'],
    unreadable,
  };
}

function auditOf(
  folder: string,
  inputs: readonly (Input | InputError)[],
  profile: Level,
): Pick<Audit, 'summary'> & Pick<Survey, 'unreadable'> {
  const evaluation = evaluationOf({ profile });
  const waivers = new AuditWaivers('inline', { waivers: [], neverWaive: [] }, [], new Date());
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, onFinding: () => undefined });
  return {
    summary: audit.summary,
    unreadable: resultOf(auditPaths(audit, { paths: [folder], inputs, isExcluded: () => false, skipsOthers: true })),
  };
}
