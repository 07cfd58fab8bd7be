import { applyEdits, TextEdit } from '../../../src/formats/yaml/edit/splice';
import { Audit } from '../../../src/tasks/audit/audit';
import { evaluationsBy } from '../../../src/tasks/audit/evaluation';
import { Hardener } from '../../../src/tasks/audit/harden';
import { resultOf } from '../../../src/tasks/audit/steps';
import { AuditWaivers } from '../../../src/tasks/audit/waivers';
import { FileFixes, Fixes } from '../../../src/tasks/fixes/file-fixes';
import { Finding } from '../../../src/tasks/reports/finding';
import { RulesByFile } from '../../../src/tasks/settings-file/rules-by-file';
import { NO_SETTINGS, SettingsFile } from '../../../src/tasks/settings-file/settings-file';

const NOW = new Date();

export function inputOf(text: string) {
  const chunks = () => [Buffer.from(text)];
  return { name: 'app.yaml', isDockerfile: false, isNamed: true, chunks, preview: chunks };
}

/** What an audit finds in a file. */
export function audited(text: string, settings: SettingsFile = NO_SETTINGS): readonly Finding[] {
  const findings: Finding[] = [];
  const audit = new Audit({
    evaluationFor: evaluationsBy(new RulesByFile(settings)),
    waivers: new AuditWaivers('none', { waivers: [], neverWaive: [] }, settings.waivers, NOW),
    onFinding: (finding) => findings.push(finding),
  });
  const input = inputOf(text);
  audit.prepare([input]);
  resultOf(audit.evaluate(input));
  audit.finish();
  return findings;
}

export function fixesIn(text: string, settings: SettingsFile = NO_SETTINGS): FileFixes {
  return new Fixes(settings, NOW).in(inputOf(text));
}

/** The file after `harden --profile hardened`, or with the profile of the settings. */
export function hardened(text: string, settings: SettingsFile = NO_SETTINGS): string {
  const hardener = new Hardener({ ...settings, rules: { profile: 'hardened', ...settings.rules } }, NOW, () => undefined);
  return Buffer.concat([...hardener.harden(inputOf(text))]).toString();
}

export function applied(text: string, edits: readonly TextEdit[] | undefined): string {
  return applyEdits(text, edits ?? []);
}

/** The file after each fix in turn, until no finding has one. */
export function fixedOneByOne(text: string, settings: SettingsFile = NO_SETTINGS): { readonly text: string; readonly steps: number } {
  for (let current = text, steps = 0; ; steps++) {
    const fixes = fixesIn(current, settings);
    const edits = audited(current, settings).map((finding) => fixes.forFinding(finding)).find((each) => each !== undefined);
    if (!edits) {
      return { text: current, steps };
    }
    current = applyEdits(current, edits);
  }
}
