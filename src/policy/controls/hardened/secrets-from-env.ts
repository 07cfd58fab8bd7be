import { asArray, asObject, isObject } from '../../../formats/manifest/json';
import { ofSecret } from '../causes';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry, fixEveryContainer } from '../violations';
import { mountSecrets } from './mount-secrets';

export const secretsFromEnv: PodControl = {
  id: 'secrets-from-env',
  title: 'Secrets as files, not as variables',
  level: 'hardened',
  risk: 'low',
  why: 'Every child process inherits the environment, and crash reports and debug pages print it.',
  remedy: 'mount the Secret as a volume and let the application read the file',
  remedyInCode: 'mount the Secret with `SecretFiles.mount` and let the application read the '
    + 'file; for a known image use `SecretFiles.forEnvironment`',
  cause: ofSecret,
  spec: {
    rules: [{ fields: [ofContainers('env[*].valueFrom.secretKeyRef'), ofContainers('envFrom[*].secretRef')], allowed: 'undefined' }],
    notes: ['`secretsAsFiles` mounts the Secret and sets the variable for the file name, if the image is known to read one. '
      + 'docs/reference/images.md lists these variables.'],
  },
  admission: [
    { each: 'container', in: 'c.?env.orValue([])', violates: 'it.?valueFrom.?secretKeyRef.hasValue()' },
    { each: 'container', in: 'c.?envFrom.orValue([])', violates: 'has(it.secretRef)' },
  ],
  reads: { needs: ['containers[*].env', 'containers[*].envFrom'] },
  checks: always(everyContainer((container) => {
    const single = everyEntry(container.env, (entry, index) => isObject(asObject(asObject(entry).valueFrom).secretKeyRef)
      ? at(container, ['env', index, 'valueFrom', 'secretKeyRef'])
      : undefined);
    const whole = everyEntry(asArray(container.json.envFrom), (entry, index) => isObject(asObject(entry).secretRef)
      ? at(container, ['envFrom', index, 'secretRef'])
      : undefined);
    return both(single, whole);
  })),
  // The files belong to the pod's fsGroup.
  after: ['fs-group'],
  isRequested: true,
  fix: fixEveryContainer((container, context) => {
    if (context.choices.secretsAsFiles) {
      mountSecrets(container, context.notes);
    }
  }),
};
