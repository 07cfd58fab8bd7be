import { Publication } from '../../../policy/engine/pipeline';
import { hardenedWorkloads } from '../../audit/hardened-workloads';
import { remainingText } from '../../reports/hardened';
import { SettingsLines } from '../../reports/settings-lines';
import { AssessedWorkload, templateOfObject } from '../chart/assessment';

/** The images whose user is unknown, and the lines of the settings file that declare it. */
export function needsText(workloads: readonly AssessedWorkload[]): string {
  const settings = new SettingsLines();
  const templates = new Map(workloads.map((workload) => [workload.document, templateOfObject(workload)]));
  const texts = [...templates].flatMap(([document, template]) => hardenedWorkloads(document, new Publication())
    .filter(({ unknownUsers }) => unknownUsers.length > 0)
    .map((workload) => {
      const file = template ?? workload.file;
      const needy = { ...workload, file, line: undefined, findings: [], known: [], unevaluated: [], isOverridable: false };
      settings.add(needy);
      return remainingText(needy);
    }));
  return texts.join('') + String(settings);
}
