import { existsSync } from 'fs';
import { basename, dirname, join } from 'path';
import { Audit } from './audit';
import { evaluationOf } from './evaluation';
import { Input, inputsOf } from './inputs';
import { AuditWaivers } from './waivers';
import { Level, LEVELS } from '../controls/control';
import { InputError } from '../manifest/input-error';
import { fileMatcher } from '../settings-file/file-matcher';

/** Folders whose files are not the user's own. */
const FOREIGN_FOLDERS = ['node_modules', '.git', 'vendor'];

/** What a folder holds. */
export interface Survey {
  readonly workloads: number;
  readonly dockerfiles: number;
  /** Folders that an audit should leave out: what others wrote, and templates, which are no manifests. */
  readonly excluded: readonly string[];
  /** Errors by profile, from the least strict on. */
  readonly errors: { readonly [level in Level]: number };
  /** Files that cannot be read. */
  readonly unreadable: readonly string[];
}

/** Looks at a folder, as `init` does. */
export function survey(folder: string): Survey {
  const foreign = FOREIGN_FOLDERS.filter((name) => existsSync(join(folder, name)));
  const isForeign = fileMatcher(foreign, folder);
  const own = [...inputsOf([folder])].filter(({ name, isLinkToFolder }) => !isLinkToFolder && !isForeign(name));
  const templates = own.flatMap(({ name }) => basename(name) === 'Chart.yaml' ? join(dirname(name), 'templates') : []).filter((path) => existsSync(path));
  const isTemplate = fileMatcher(templates, '.');
  const inputs = own.filter(({ name }) => !isTemplate(name));
  const audits = LEVELS.map((level) => [level, auditOf(inputs, level)] as const);
  const [, { summary, unreadable }] = audits[audits.length - 1];
  return {
    workloads: summary.workloads,
    dockerfiles: summary.dockerfiles,
    excluded: [...foreign, ...templates],
    errors: Object.fromEntries(audits.map(([level, each]) => [level, each.summary.errors])) as Survey['errors'],
    unreadable,
  };
}

function auditOf(inputs: readonly Input[], profile: Level): Pick<Audit, 'summary'> & Pick<Survey, 'unreadable'> {
  const evaluation = evaluationOf({ profile });
  const waivers = new AuditWaivers('inline', { waivers: [], neverWaive: [] }, [], new Date(), 'error');
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, onFinding: () => undefined });
  const unreadable: string[] = [];
  for (const input of inputs) {
    try {
      Array.from(audit.evaluate(input));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      unreadable.push(error.message);
    }
  }
  return { summary: audit.summary, unreadable };
}
