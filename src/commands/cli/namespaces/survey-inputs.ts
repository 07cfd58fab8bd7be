import { InputError } from '../../../formats/manifest/input-error';
import { formatVersion, MinorVersion } from '../../../formats/manifest/version';
import { Level } from '../../../policy/settings/levels';
import { evaluationOf } from '../../../tasks/audit/evaluation';
import { InputFacts } from '../../../tasks/audit/facts';
import { Input, STDIN } from '../../../tasks/audit/input';
import { Plans } from '../../../tasks/audit/plans';
import { resultOf } from '../../../tasks/audit/steps';
import { Goal } from '../../../tasks/namespaces/labels';
import { reportedNamespaces } from '../../../tasks/namespaces/reported-namespaces';
import { Rollout } from '../../../tasks/namespaces/rollout';
import { NamespaceSurvey, SurveyedObjects } from '../../../tasks/namespaces/survey';
import { ReportedNamespaces } from '../../../tasks/reports/audit';
import { overriding, RulesByFile } from '../../../tasks/settings-file/rules-by-file';
import { SettingsFile } from '../../../tasks/settings-file/settings-file';
import { isManifest } from '../is-manifest';

/** Exemptions are in the configuration of the API server, which its API does not show. */
const NOTES = [
  'Exemptions of the API server (AdmissionConfiguration) cannot be read. A namespace without labels has the defaults of the server, which '
    + 'are usually privileged.',
  'Templates are evaluated. Sidecars and other changes that a webhook makes to pods only are not in them.',
];

/** The result of a survey of inputs. */
export interface InputSurvey {
  readonly rollout: Rollout;
  /** The version of Kubernetes whose rules were applied. */
  readonly version: MinorVersion;
  /** A message for each input that cannot be read. */
  readonly failures: readonly string[];
}

/**
 * Finds which namespaces of the inputs can enforce a level.
 *
 * @param target settings whose profile is the level to reach
 */
export function surveyInputs(to: Goal, target: SettingsFile, inputs: readonly Input[], objects?: SurveyedObjects): InputSurvey {
  const rules = new RulesByFile(target).general;
  const evaluation = evaluationOf({ profile: 'pss-restricted', kubernetesVersion: rules.kubernetesVersion, platform: rules.platform });
  const survey = new NamespaceSurvey(to, evaluation, new Plans(target, new Date(), new InputFacts()), objects);
  const isTaken = ({ name }: Input) => name === STDIN || !target.isExcluded(name);
  const failures: string[] = [];
  for (const input of inputs.filter((each) => isManifest(each) && !each.isContext && isTaken(each))) {
    try {
      resultOf(survey.add(input));
    } catch (error) {
      if (!(error instanceof InputError)) {
        throw error;
      }
      failures.push(error.message);
    }
  }
  const { version } = evaluation.profile;
  return { rollout: { to, version: `v${formatVersion(version)}`, namespaces: survey.namespaces, notes: NOTES }, version, failures };
}

/**
 * The namespaces of a cluster that is audited. An input that cannot be read is left out, because the audit reports it.
 *
 * @param profile of the audit
 */
export function surveyForReport(profile: Level | undefined, settings: SettingsFile, inputs: readonly Input[]): ReportedNamespaces {
  const to = profile === 'pss-baseline' ? 'baseline' : 'restricted';
  return reportedNamespaces(surveyInputs(to, overriding(settings, { profile: `pss-${to}` }), inputs).rollout);
}
