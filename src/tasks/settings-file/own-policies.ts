import { overriding } from './rules-by-file';
import { SettingsFile } from './settings-file';
import type { NamedFile } from '../../formats/files/named-file';
import { InputError } from '../../formats/manifest/input-error';
import type { AnyObjectControl } from '../../policy/controls/control';
import type { OwnPolicies } from '../../policy/own-policies/outcome';
import { controlsOfWaiver, ownControlsOf } from '../../policy/waivers/coverage';
import type { TargetedWaiver } from '../../policy/waivers/waiver-file';
import type { WaivedPolicies } from '../policy-files/waived-policies';

/** The option of a command line for the policies of a team. */
export interface OwnPolicyOptions {
  readonly admissionPolicies?: readonly string[];
}

/** The files of policies: of the command line, or else of the settings file. */
function policyFilesOf({ admissionPolicies: said = [] }: SettingsFile, { admissionPolicies: named = [] }: OwnPolicyOptions = {}) {
  return named.length > 0 ? named.map((path) => ({ path })) : said;
}

/**
 * Settings with the controls of the team. Without files of policies, nothing of CEL is loaded.
 *
 * @param read as for `readOwnControls`
 * @throws InputError as `readOwnControls`
 */
export function withOwnPolicies(settings: SettingsFile, options?: OwnPolicyOptions, read?: (file: NamedFile) => Uint8Array): SettingsFile {
  const ownControls = ownControlsIn(policyFilesOf(settings, options), read);
  return ownControls.length === 0 ? settings : overriding(settings, { ownControls });
}

/** The controls of the policies in files and folders; none, without loading anything of CEL, for no files. */
export function ownControlsIn(files: readonly NamedFile[] = [], read?: (file: NamedFile) => Uint8Array): readonly AnyObjectControl[] {
  if (files.length === 0) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readOwnControls }: typeof import('../policy-files/read-policies') = require('../policy-files/read-policies');
  return readOwnControls(files, read);
}

/**
 * The policies of a team.
 *
 * @throws InputError if no file of policies is named, or as `readOwnControls`
 */
export function ownPoliciesOf(settings: SettingsFile, options: OwnPolicyOptions): OwnPolicies {
  const files = policyFilesOf(settings, options);
  if (files.length === 0) {
    throw new InputError('no policies are named: name their files with --admission-policies, or in `admissionPolicies` of the '
      + 'settings file');
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readOwnPolicies }: typeof import('../policy-files/read-policies') = require('../policy-files/read-policies');
  return readOwnPolicies(files);
}

/**
 * The policies and bindings of a team as they are written, with the waivers of their rules in them.
 *
 * @param waivers those of built-in controls do not count
 * @throws InputError as `readOwnControls`, or if the waivers do not fit into a policy
 */
export function ownPolicyObjects({ admissionPolicies = [] }: SettingsFile, waivers: readonly TargetedWaiver[]): WaivedPolicies {
  if (admissionPolicies.length === 0) {
    return { objects: [], left: [] };
  }
  /* eslint-disable @typescript-eslint/no-require-imports */
  const { readPolicyObjects }: typeof import('../policy-files/read-policies') = require('../policy-files/read-policies');
  const { waivedPolicies }: typeof import('../policy-files/waived-policies') = require('../policy-files/waived-policies');
  /* eslint-enable @typescript-eslint/no-require-imports */
  return waivedPolicies(readPolicyObjects(admissionPolicies), waivers);
}

/** Waivers without the rules of a team. */
export function withoutOwnControls(waivers: readonly TargetedWaiver[]): readonly TargetedWaiver[] {
  return waivers.flatMap((each) => {
    const own = ownControlsOf(each.waiver);
    const controls = controlsOfWaiver(each.waiver).filter((id) => !own.includes(id));
    if (own.length === 0) {
      return [each];
    }
    return controls.length === 0 ? [] : [{ ...each, waiver: { ...each.waiver, control: undefined, controls } }];
  });
}
