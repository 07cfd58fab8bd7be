import { asObject, asString } from '../../../formats/manifest/json';
import { ContainerView } from '../../../formats/manifest/pod';
import { Violation } from '../check';
import { always, PodControl } from '../control';
import { HIDDEN } from '../secrets/secret-forms';
import { secretsInScript } from '../secrets/secret-words';
import { secretKind } from '../secrets/secrets';
import { ofContainers } from '../specification';
import { at, everyContainer, everyEntry } from '../violations';

export const literalSecrets: PodControl = {
  id: 'literal-secrets',
  title: 'No secrets in the manifest',
  level: 'hardened',
  risk: 'medium',
  why: 'Anyone who can read the repository, the pipeline logs or the manifest can read the secret.',
  remedy: 'store the value in a Secret that is mounted as a file, and change the password or token, because the old one has been exposed',
  remedyInCode: 'store the value in a Secret, mount it with `SecretFiles.mount`, and change the password or token, because the old one '
    + 'has been exposed',
  spec: {
    rules: [{
      fields: [ofContainers('env[*].value')],
      allowed: 'any value, unless the variable\'s name or the value\'s format suggests a secret',
    }],
    notes: [
      'A variable is reported if its name contains a word such as password or token: DB_PASSWORD, apiToken, PGPASSWORD. It is ignored if '
        + 'its last word shows that the variable only describes a secret (TOKEN_TTL, SECRET_NAME), or if the value is a path, a file, an '
        + 'address, a switch such as `true`, `none`, a placeholder, or another variable. BASIC_AUTH and similar variables contain a secret '
        + 'as `user:password`.',
      'A finding never contains the value, because reports and logs contain the finding.',
    ],
  },
  admission: { because: 'it parses the words of names and the forms of values, which is too complex for a CEL expression' },
  reads: { needs: ['containers[*].env'] },
  checks: always(everyContainer((container) => everyEntry(container.env, (entry, index) => literalSecret(container, entry, index)))),
};

function literalSecret(container: ContainerView, entry: unknown, index: number): Violation | undefined {
  const { name, value } = asObject(entry);
  const kind = typeof value === 'string' ? secretKind(asString(name) ?? '', value) ?? inOptions(name, value) : undefined;
  return kind
    ? { ...at(container, ['env', index, 'value'], `"${name}" contains ${kind}`), value: HIDDEN, allowKey: asString(name) }
    : undefined;
}

/** Variables with options of a program, such as JAVA_TOOL_OPTIONS. */
const OPTIONS = /(?:opts|options|args|flags)$/i;

function inOptions(name: unknown, value: string): string | undefined {
  return typeof name === 'string' && OPTIONS.test(name) ? secretsInScript(value)[0]?.kind : undefined;
}
