import { IConstruct } from 'constructs';
import { addGate } from './gate';
import { profileFor } from './report-of';
import { EnforceOptions, FailOn } from './report-options';
import { forTarget, grantSelectingWaivers } from './waiving';
import { withOwnControls } from '../../policy/engine/profile';
import { HardeningProfile } from '../../policy/settings/hardening-profile';
import { DOCKERFILE } from '../../policy/waivers/target';
import { readBaseline } from '../../tasks/baseline/baseline-file';
import { imageLockOf } from '../../tasks/settings-file/image-lock';
import { ownControlsIn } from '../../tasks/settings-file/own-policies';
import { NO_SETTINGS, SettingsFile } from '../../tasks/settings-file/settings-file';
import { defaultsFor, setDefaults } from '../options/defaults';
import { HardeningDefaults } from '../options/hardening-defaults';
import { ImageLock } from '../options/image-lock';

/**
 * Adds a gate to a scope, with the content of a settings file if the options name one.
 *
 * @throws InputError if the settings file or the baseline cannot be read
 */
export function enforce(scope: IConstruct, options: EnforceOptions): void {
  const settings = settingsOf(options);
  const { content, waivers, baseline: listed } = settings;
  // Reads all options now: the caller may change them later for another scope, which must not affect this gate.
  const {
    profile: level = content.profile as HardeningProfile | undefined,
    kubernetesVersion = content.kubernetesVersion,
    failOn = content.failOn ?? FailOn.ERROR,
    baseline: named,
    failOnUnevaluated = content.failOnUnevaluated,
  } = options;
  const file = named === undefined ? listed : { path: named };
  const { admissionPolicies: policies } = options;
  const own = ownControlsIn(policies?._toFiles() ?? settings.admissionPolicies);
  const baseline = file === undefined ? undefined : { file: file.path, ...readBaseline(file) };
  if (content.controls) {
    setDefaults(scope, { controls: { ...content.controls } as HardeningDefaults['controls'] });
  }
  if (content.allowedRegistries && defaultsFor(scope).allowedRegistries === undefined) {
    setDefaults(scope, { allowedRegistries: [...content.allowedRegistries] });
  }
  if (settings.lock && defaultsFor(scope).imageLock === undefined) {
    setDefaults(scope, { imageLock: ImageLock._of(imageLockOf(settings)!) });
  }
  if (waivers.length > 0) {
    const forObjects = waivers.filter(({ target }) => target.kind !== DOCKERFILE);
    grantSelectingWaivers(scope, forObjects.map((waiver) => forTarget({ ...waiver, source: options.settingsFile })));
  }
  addGate(scope, () => {
    const profile = withOwnControls(profileFor(scope, { profile: level, kubernetesVersion }), own);
    return {
      scope,
      profile,
      failOn,
      failOnUnevaluated,
      platform: content.platform ?? defaultsFor(scope).platform,
      kubernetesVersion: profile.version,
      baseline,
    };
  });
}

function settingsOf({ settingsFile }: EnforceOptions): SettingsFile {
  if (settingsFile === undefined) {
    return NO_SETTINGS;
  }
  // The schema and its validator are slow to load, and few apps need them.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readSettingsFile }: typeof import('../../tasks/settings-file/read') = require('../../tasks/settings-file/read');
  return readSettingsFile({ path: settingsFile });
}
