/*
 * No secret stands in a manifest.
 *
 * Restricted fields: spec.{initContainers,containers,ephemeralContainers}[*].env[*].value
 * Allowed values:    what is no secret, neither by the variable's name nor by its own looks
 *
 * A name is a secret's if one of its words is, as in DB_PASSWORD, apiToken or PGPASSWORD, unless its last word says that it
 * is only about one (TOKEN_TTL, SECRET_NAME), or the value is a path, a file, an address, a switch, none, a placeholder, or another
 * variable. BASIC_AUTH and its like hold one as `user:password`.
 * A violation never carries the value: it goes into reports and logs.
 */
import { asObject, asString } from '../../manifest/json';
import { ContainerView } from '../../manifest/pod';
import { always, at, everyContainer, PodControl, Violation } from '../control';
import { everyEntry } from '../entries';
import { secretKind } from '../secrets';

export const literalSecrets: PodControl = {
  id: 'literal-secrets',
  title: 'No secrets in the manifest',
  level: 'hardened',
  severity: 'warning',
  why: 'Everybody who may read the repository, the pipeline\'s logs or the workload\'s manifest knows the secret.',
  remedy: 'keep it in a Secret that is mounted as a file, and replace it: it has been seen',
  checks: always(everyContainer((container) => everyEntry(container.env, (entry, index) => literalSecret(container, entry, index)))),
};

function literalSecret(container: ContainerView, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const kind = typeof value === 'string' ? secretKind(asString(name) ?? '', value) : undefined;
  return kind ? { ...at(container, ['env', index, 'value'], `"${name}" holds ${kind}`), value: '(hidden)', allowKey: asString(name) } : undefined;
}
