import { Level } from '../controls/control';
import { literalSecrets } from '../controls/hardened/literal-secrets';
import { configMapSecrets } from '../controls/objects/config-map-secrets';
import { evaluateOpened } from '../engine/evaluate';
import { OpenedManifest } from '../engine/open';
import { limitedProfile, profileOf } from '../engine/profile';
import { Path } from '../manifest/json';
import { thirdPartySettings } from '../settings/platform';

const LEVEL: Level = 'hardened';
const SECRETS: readonly string[] = [literalSecrets.id, configMapSecrets.id];

/** Where a manifest holds secrets, whether or not the profile of a report asks for it: no text that is shown may have them. */
export function secretPaths(opened: OpenedManifest): readonly Path[] {
  return evaluateOpened(opened, limitedProfile(profileOf(LEVEL), (id) => SECRETS.includes(id)), thirdPartySettings('kubernetes')).map(({ path }) => path);
}
