import { IConstruct } from 'constructs';
import { HardeningReport } from './hardening-report';
import { hookTree } from './hook';
import { writeReport } from './report-files';
import { reportOn } from './report-on';
import { ReportOptions } from './report-options';
import { SynthSession } from './session';
import { parseVersion } from '../../formats/manifest/version';
import { Profile, profileOf } from '../../policy/engine/profile';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { defaultsAt, defaultsFor } from '../options/defaults';
import { Platform } from '../options/platform';

/** The profile of the options. Options that are not set come from the defaults of the scope. */
export function profileFor(scope: IConstruct, options: ReportOptions): Profile {
  const defaults = defaultsFor(scope);
  const version = options.kubernetesVersion ?? defaults.kubernetesVersion ?? 'latest';
  return profileOf(options.profile ?? defaults.profile ?? HardeningProfile.HARDENED, parseVersion(version));
}

/** A report on the current state of everything below a scope. */
export function reportOf(scope: IConstruct, options: ReportOptions): HardeningReport {
  const { platform = Platform.KUBERNETES } = defaultsFor(scope);
  return SynthSession.of(scope).keeping(() => reportOn(scope, (construct) => profileFor(construct, options), platform));
}

const reporting = new WeakSet<IConstruct>();

/** After every `App.synth`, writes the reports that the defaults of a scope configure. */
export function reportAfterSynth(scope: IConstruct): void {
  if (reporting.has(scope)) {
    return;
  }
  reporting.add(scope);
  hookTree(scope);
  SynthSession.of(scope).afterSynth(() => {
    const { reports = [] } = defaultsAt(scope);
    const report = reports.length > 0 ? reportOf(scope, {}) : undefined;
    reports.forEach(({ format, path }) => writeReport(format, path, report!._contents));
  });
}
