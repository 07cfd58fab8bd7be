import { overriding } from './rules-by-file';
import { SettingsFile } from './settings-file';
import type { NamedFile } from '../../formats/files/named-file';
import type { JsonObject } from '../../formats/manifest/json';
import type { AnyObjectControl } from '../../policy/controls/control';

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

/** The policies of a team as they are written. */
export function ownPolicyObjects({ admissionPolicies = [] }: SettingsFile): readonly JsonObject[] {
  if (admissionPolicies.length === 0) {
    return [];
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { readPolicyObjects }: typeof import('../policy-files/read-policies') = require('../policy-files/read-policies');
  return readPolicyObjects(admissionPolicies);
}
