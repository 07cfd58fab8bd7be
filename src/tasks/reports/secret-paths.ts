import { Path } from '../../formats/manifest/json';
import { thirdPartyContext } from '../../policy/context/context';
import { Level } from '../../policy/controls/control';
import { commandSecrets } from '../../policy/controls/hardened/command-secrets';
import { literalSecrets } from '../../policy/controls/hardened/literal-secrets';
import { configMapSecrets } from '../../policy/controls/objects/config-map-secrets';
import { evaluateOpened } from '../../policy/engine/evaluate';
import { OpenedManifest } from '../../policy/engine/open';
import { limitedProfile, profileOf } from '../../policy/engine/profile';

const LEVEL: Level = 'hardened';
const SECRETS: readonly string[] = [literalSecrets.id, commandSecrets.id, configMapSecrets.id];

/** The places of secrets in a manifest, even if the profile of a report does not look for them: no report may show them. */
export function secretPaths(opened: OpenedManifest): readonly Path[] {
  return evaluateOpened(opened, limitedProfile(profileOf(LEVEL), (id) => SECRETS.includes(id)), thirdPartyContext('kubernetes'))
    .map(({ path }) => path);
}
