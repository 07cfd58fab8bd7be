import { basename, dirname } from 'path';
import { inFolder } from './working-folder';
import { FieldError } from '../../formats/manifest/input-error';
import { asArray, isObject, JsonObject, Path } from '../../formats/manifest/json';
import { readSingleDocument, SingleDocument } from '../../formats/yaml/single-document';
import { SourceRange } from '../../formats/yaml/source-lines';
import { isLockFile } from '../../knowledge/image-lock/locked-images';
import { parseLockContent } from '../../knowledge/image-lock/parse-lock';
import { Control } from '../../policy/controls/control';
import { mainRisk, Risk } from '../../policy/controls/risk';
import { ruleProblems } from '../../policy/waivers/rules';
import { parseWaiver, parseWaiverFile, TargetedWaiver, WaiverFile } from '../../policy/waivers/waiver-file';
import { toSettings } from '../../tasks/settings-file/to-settings';

/** The files of ours that people write or review. */
export type ListKind = 'settings' | 'waivers' | 'lock';

/** What is wrong in one of them. */
export interface ListProblem {
  readonly range: SourceRange;
  readonly message: string;
  /** The control that finds it, and its risk; undefined for what cannot be read. */
  readonly control?: Control;
  readonly risk?: Risk;
}

/** Which file of ours a document is; undefined if it is none. */
export function listKind(path: string | undefined, value: unknown): ListKind | undefined {
  return !isObject(value) ? undefined : isLockFile(value) ? 'lock' : isWaiverFile(path, value) ? 'waivers' : undefined;
}

const OF_WAIVERS = ['control', 'controls', 'profile'];

/** Other files may have a list of that name. */
function isWaiverFile(path: string | undefined, { waivers, neverWaive, apiVersion, kind }: JsonObject): boolean {
  const isNamedSo = path !== undefined && /waiver/i.test(basename(path));
  return apiVersion === undefined && kind === undefined && (Array.isArray(waivers) || Array.isArray(neverWaive))
    && (isNamedSo || Array.isArray(neverWaive) || asArray(waivers).some((each) => isObject(each) && OF_WAIVERS.some((key) => key in each)));
}

/** The document of a text; undefined if it cannot be read. */
export function singleDocument(text: string): SingleDocument | undefined {
  try {
    return readSingleDocument(Buffer.from(text));
  } catch {
    return undefined;
  }
}

/** All that is wrong in a file of ours. */
export function problemsIn(kind: ListKind, { value, keyRangeOf }: SingleDocument, path: string | undefined): readonly ListProblem[] {
  const problems: ListProblem[] = [];
  const check = <T>(work: () => T, base: Path = []): T | undefined => {
    try {
      return work();
    } catch (error) {
      const inner = error instanceof FieldError ? error.path : [];
      problems.push({ range: keyRangeOf([...base, ...inner]), message: (error as Error).message });
      return undefined;
    }
  };
  if (kind === 'lock') {
    check(() => parseLockContent(value));
    return problems;
  }
  const content = isObject(value) ? value : {};
  const { waivers: entries, ...rest } = content;
  const others = Array.isArray(entries) ? { ...rest, waivers: [] } : content;
  const file = check((): Partial<WaiverFile> => {
    if (kind === 'waivers') {
      return parseWaiverFile(others);
    }
    inFolder(path === undefined ? process.cwd() : dirname(path), () => toSettings(others));
    return {};
  });
  const waivers = asArray(entries).map((entry, index) => check(() => parseWaiver(entry, index), ['waivers', index]));
  waivers.forEach((waiver, index) => {
    problems.push(...waiver ? brokenRules(waiver, file ?? {}, keyRangeOf(['waivers', index])) : []);
  });
  return problems;
}

/** What is wrong with a waiver whatever it covers. */
function brokenRules({ waiver }: TargetedWaiver, { neverWaive = [], maxWaiverDays }: Partial<WaiverFile>, range: SourceRange): readonly ListProblem[] {
  return ruleProblems(waiver, { neverWaive, maxWaiverDays, now: new Date() })
    .map(({ control, detail, remedy = control.remedy }) => ({ range, message: `${detail}. Fix: ${remedy}.`, control, risk: mainRisk(control.risk) }));
}
