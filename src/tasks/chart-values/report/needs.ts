import { AccountTokens } from '../../../policy/engine/account-tokens';
import { hardenedWorkloads } from '../../audit/hardened-workloads';
import { remainingText } from '../../reports/hardened';
import { SettingsLines } from '../../reports/settings-lines';
import { AssessedWorkload } from '../chart/assessment';

/** What hardening needs to know of the images of workloads: which user they are made for, and the lines of the settings file that say it. */
export function needsText(workloads: readonly AssessedWorkload[]): string {
  const settings = new SettingsLines();
  const templates = new Map(workloads.map(({ document, rendered }) => [document, rendered.template]));
  const texts = [...templates].flatMap(([document, template]) => hardenedWorkloads(document, new AccountTokens())
    .filter(({ unknownUsers }) => unknownUsers.length > 0)
    .map((workload) => {
      const needy = { ...workload, file: template ?? workload.file, findings: [], known: [], unevaluated: [], isOverridable: false };
      settings.add(needy);
      return remainingText(needy);
    }));
  return texts.join('') + String(settings);
}
