import { Neighbors } from './neighbors';
import { UsedSettings } from './settings-store';
import { inFolder } from './working-folder';
import { InputError } from '../../formats/manifest/input-error';
import { JsonObject } from '../../formats/manifest/json';
import { PartialObject, partialObject } from '../../formats/manifest/partial-object';
import { podsOf } from '../../formats/manifest/workload';
import { Audit } from '../../tasks/audit/audit';
import { DocumentMemo } from '../../tasks/audit/document-memo';
import { NotAnObjectError } from '../../tasks/audit/documents';
import { Input } from '../../tasks/audit/input';
import { resultOf } from '../../tasks/audit/steps';
import { AuditWaivers } from '../../tasks/audit/waivers';
import { BaselineMatcher } from '../../tasks/baseline/baseline';
import { Finding } from '../../tasks/reports/finding';
import { LazyFinding } from '../../tasks/reports/to-finding';

/** An open text to evaluate. */
export interface EvaluatedText {
  readonly path: string;
  readonly input: Input;
  readonly memo: DocumentMemo;
}

/** The results of the command line for a text. */
export interface Evaluated {
  readonly findings: readonly Finding[];
  /** Whether an object is a template that was not rendered. */
  readonly hasTemplate: boolean;
  /** The reason why the evaluation stopped early. */
  readonly end?: NotAnObjectError;
}

/** Evaluates a text as the command line evaluates its file, with the same error if it cannot be read. */
export function evaluateText({ path, input, memo }: EvaluatedText, used: UsedSettings, neighbors: Neighbors): Evaluated | InputError {
  const { folder, settings, evaluationFor, baseline } = used;
  const findings: Finding[] = [];
  const partial = new PartialObjects();
  const now = new Date();
  const basis = { settings: used, facts: { ...neighbors.versions }, day: now.toISOString().slice(0, 10) };
  const audit = new Audit({
    evaluationFor,
    waivers: new AuditWaivers('inline', NO_WAIVERS, settings.waivers, now),
    recall: (object, evaluateAnew) => memo.recall(object, basis, evaluateAnew),
    baseline: baseline && new BaselineMatcher(baseline),
    onFinding: (finding) => {
      // Findings in a waiver file are shown in that file.
      if (!finding.waived && finding.file === input.name && !partial.has(finding)) {
        findings.push(finding);
      }
    },
  });
  let end: NotAnObjectError | undefined;
  try {
    inFolder(folder, () => {
      const unchanged = input.isDockerfile ? [] : neighbors.around(path, folder, input);
      audit.prepare([neighbors.withKnown(path, input)], { unchanged, before: [], paths: ['.'] });
      end = endOf(() => resultOf(audit.evaluate(input)));
      audit.finish();
    });
  } catch (error) {
    if (error instanceof InputError) {
      return error;
    }
    throw error;
  }
  if (!end) {
    memo.end();
  }
  return { findings, hasTemplate: partial.hasTemplate, end };
}

function endOf(work: () => void): NotAnObjectError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof NotAnObjectError) {
      return error;
    }
    throw error;
  }
}

const NO_WAIVERS = { waivers: [], neverWaive: [] };

/** The objects that are only parts of objects, such as patches. Their findings are unknown until they are complete. */
class PartialObjects {
  public hasTemplate = false;
  private readonly known = new Map<JsonObject, PartialObject | undefined>();

  public has(finding: Finding): boolean {
    if (!(finding instanceof LazyFinding)) {
      return false;
    }
    const { own } = finding;
    if (!this.known.has(own)) {
      const partial = partialObject(own, podsOf(own, []));
      this.known.set(own, partial);
      this.hasTemplate ||= partial?.is === 'template';
    }
    return this.known.get(own) !== undefined;
  }
}
