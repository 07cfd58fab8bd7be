import { basename, dirname } from 'path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { fileKind } from './file-kind';
import { inFolder } from './working-folder';
import { FieldError, InputError } from '../../formats/manifest/input-error';
import { asArray, asObject, isObject, JsonObject, Path } from '../../formats/manifest/json';
import { readWritten, SingleDocument } from '../../formats/yaml/single-document';
import { SourceRange } from '../../formats/yaml/source-lines';
import { isLockFile } from '../../knowledge/image-lock/locked-images';
import { parseLockContent } from '../../knowledge/image-lock/parse-lock';
import { Control } from '../../policy/controls/control';
import { waiverExpired } from '../../policy/controls/waivers/waiver-expired';
import { ruleProblems, WaiverProblem } from '../../policy/waivers/rules';
import { parseWaiver, parseWaiverFile, TargetedWaiver, WaiverFile } from '../../policy/waivers/waiver-file';
import { SETTINGS_FILE } from '../../tasks/settings-file/read';
import { toSettings } from '../../tasks/settings-file/to-settings';

/** The files of this project that people write or review. */
export type ListKind = 'settings' | 'waivers' | 'lock';

/** A problem in one of these files. */
export interface ListProblem {
  readonly range: SourceRange;
  readonly message: string;
  /** The control that reports it; undefined if the file is invalid. */
  readonly control?: Control;
}

/** The kind of file that a document is; undefined if it is another file. */
function listKind(path: string | undefined, value: unknown): ListKind | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  if (isLockFile(value)) {
    return 'lock';
  }
  return isWaiverFile(path, value) ? 'waivers' : undefined;
}

const OF_WAIVERS = ['control', 'controls', 'profile'];

/** Other files may have a list with the same name. */
function isWaiverFile(path: string | undefined, { waivers, neverWaive, apiVersion, kind }: JsonObject): boolean {
  const isNamedSo = path !== undefined && /waiver/i.test(basename(path));
  return apiVersion === undefined && kind === undefined && (Array.isArray(waivers) || Array.isArray(neverWaive))
    && (isNamedSo || Array.isArray(neverWaive) || asArray(waivers).some((each) => isObject(each) && OF_WAIVERS.some((key) => key in each)));
}

/** The kind of file that an open document is, also while it does not parse. */
export function listKindOf(document: TextDocument, path: string | undefined): ListKind | undefined {
  if (fileKind(path, document.languageId) !== 'yaml') {
    return path !== undefined && basename(path) === SETTINGS_FILE ? 'settings' : undefined;
  }
  const text = document.getText();
  if (!MAY_BE_OURS.test(text)) {
    return undefined;
  }
  const single = singleDocument(text);
  if (single) {
    return listKind(path, single.value);
  }
  return /^(?:waivers|neverWaive):/m.test(text) && !/^kind:/m.test(text) ? 'waivers' : undefined;
}

/** Most files are other files, and need not be parsed for this. */
const MAY_BE_OURS = /^[ \t]{0,8}(?:\{[ \t]{0,8})?["']?(?:waivers|neverWaive)["']?[ \t]{0,8}:|cdk8s-hardened\/v1/m;

/** The document of a text; undefined if it cannot be read. */
export function singleDocument(text: string): SingleDocument | undefined {
  const read = readList(text, '');
  return read instanceof InputError ? undefined : read;
}

/** The document of a file of ours, or the error of the command line if it cannot be read. */
export function readList(text: string, name: string): SingleDocument | InputError {
  try {
    return readWritten(name, Buffer.from(text), (document) => document);
  } catch (error) {
    if (error instanceof InputError) {
      return error;
    }
    throw error;
  }
}

/** All problems in a settings, waiver or lock file. */
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
  const content = value ?? {};
  const { waivers: entries, ...rest } = asObject(content);
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
    problems.push(...waiver ? brokenRules(waiver, file ?? {}, (field) => keyRangeOf(['waivers', index, field])) : []);
  });
  return problems;
}

/** The problems of a waiver that do not depend on findings. */
function brokenRules(
  { waiver }: TargetedWaiver, { neverWaive = [], maxWaiverDays }: Partial<WaiverFile>, rangeOf: (field: string) => SourceRange,
): readonly ListProblem[] {
  const fieldOfControls = waiver.controls ? 'controls' : 'control';
  const rangeFor = ({ control }: WaiverProblem) => rangeOf(control === waiverExpired ? 'expires' : fieldOfControls);
  return ruleProblems(waiver, { neverWaive, maxWaiverDays, now: new Date() })
    .map((problem) => {
      const { control, detail, remedy = control.remedy } = problem;
      return { range: rangeFor(problem), message: `${detail}. Fix: ${remedy}`, control };
    });
}
