import { asObject, asString, JsonObject } from '../../../formats/manifest/json';
import { Found } from '../check';
import { ObjectControl } from '../control';
import { secretKindInFile } from '../secrets/secret-files';
import { HIDDEN } from '../secrets/secret-forms';
import { both, everyField, listOf } from '../violations';

export const configMapSecrets: ObjectControl = {
  id: 'config-map-secrets',
  title: 'No secrets in a ConfigMap',
  level: 'hardened',
  risk: 'medium',
  why: 'Many users who may not read Secrets may read ConfigMaps, and no one encrypts or rotates their contents.',
  remedy: 'move it to a Secret that is mounted as a file, and replace it, since it has been exposed',
  remedyInCode: 'move it to a `Secret` that `SecretFiles.mount` mounts, and replace it, since it has been exposed',
  spec: {
    rules: [{
      fields: ['data[*] and binaryData[*] of a ConfigMap'],
      allowed: 'no private key, no token of a well-known form and no password in an address or a connection string; a value of one line is '
        + 'read as the control literal-secrets reads an environment variable of that name; in a file, no word with letters and '
          + 'digits beside '
        + 'the name of a secret, such as `password: hunter22`',
    }],
    notes: ['A finding never contains the value, since it goes into reports and logs.'],
  },
  kinds: ['/ConfigMap'],
  checkObject: ({ data, binaryData }) => {
    const texts = secretsIn('data', asObject(data), (text) => text);
    const binaries = secretsIn('binaryData', asObject(binaryData), (text) => Buffer.from(text, 'base64').toString('latin1'));
    return listOf(both(texts, binaries));
  },
};

function secretsIn(field: string, entries: JsonObject, decode: (text: string) => string): Found {
  return everyField(entries, (key, value) => {
    const kind = secretKindInFile(key, decode(asString(value) ?? ''));
    return kind ? { path: [field, key], value: HIDDEN, allowKey: key, detail: `holds ${kind}` } : undefined;
  });
}
