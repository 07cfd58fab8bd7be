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
  why: 'Many users who cannot read Secrets can read ConfigMaps, and the data of ConfigMaps is neither encrypted nor rotated.',
  remedy: 'move it to a Secret that is mounted as a file, and replace it, because it has been exposed',
  remedyInCode: 'move it to a `Secret` that `SecretFiles.mount` mounts, and replace it, because it has been exposed',
  spec: {
    rules: [{
      fields: ['data[*] and binaryData[*] of a ConfigMap'],
      allowed: 'no private key, no token of a well-known form, and no password in a URL or a connection string; in a value of one line, no '
        + 'secret as the control literal-secrets finds it in an environment variable of that name; in a file, no word with letters and '
        + 'digits beside the name of a secret, such as `password: hunter22`',
    }],
    notes: ['A finding never contains the value, because reports and logs contain the finding.'],
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
    return kind ? { path: [field, key], value: HIDDEN, allowKey: key, detail: `contains ${kind}` } : undefined;
  });
}
