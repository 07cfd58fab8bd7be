import { existsSync } from 'fs';
import { basename, dirname, join } from 'path';
import { Audit } from './audit';
import { auditPaths } from './audit-paths';
import { evaluationOf } from './evaluation';
import { foundInputs } from './found-inputs';
import { inputsOf } from './inputs';
import { resultOf } from './steps';
import { AuditWaivers } from './waivers';
import { Level, LEVELS } from '../../policy/controls/control';
import { FileMatcher, fileMatcher } from '../settings-file/file-matcher';
import { literalGlob } from '../settings-file/glob';

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
  const own = [...inputsOf([folder])].map(({ name }) => name).filter((name) => !isForeign(name));
  const charts = own.filter((name) => basename(name) === 'Chart.yaml').map(dirname);
  // With a slash: only of this chart.
  const templates = charts.map((chart) => chart === '.' ? './templates' : join(chart, 'templates')).filter((path) => existsSync(path)).map(literalGlob);
  const isTemplate = fileMatcher(templates, '.');
  const audits = LEVELS.map((level) => [level, auditOf(folder, level, (file) => isForeign(file) || isTemplate(file))] as const);
  const [, { summary, unreadable }] = audits[audits.length - 1];
  return {
    workloads: summary.workloads,
    dockerfiles: summary.dockerfiles,
    excluded: [...foreign, ...templates],
    errors: Object.fromEntries(audits.map(([level, each]) => [level, each.summary.errors])) as Survey['errors'],
    unreadable,
  };
}

function auditOf(folder: string, profile: Level, isExcluded: FileMatcher): Pick<Audit, 'summary'> & Pick<Survey, 'unreadable'> {
  const evaluation = evaluationOf({ profile });
  const waivers = new AuditWaivers('inline', { waivers: [], neverWaive: [] }, [], new Date(), 'error');
  const audit = new Audit({ evaluationFor: () => evaluation, waivers, onFinding: () => undefined });
  const audited = { paths: [folder], inputs: foundInputs([folder]), isExcluded, skipsOthers: true };
  return { summary: audit.summary, unreadable: resultOf(auditPaths(audit, audited)) };
}
