import { asArray, asObject, asString, isObject, Path, textOf } from '../../../formats/manifest/json';
import { ContainerView, PROBES } from '../../../formats/manifest/pod';
import { Found, Violation } from '../check';
import { always, PodControl } from '../control';
import { HIDDEN, secretIn } from '../secrets/secret-forms';
import { secretsInWords, WordSecret } from '../secrets/secret-words';
import { secretKind } from '../secrets/secrets';
import { ofContainers } from '../specification';
import { at, both, everyContainer, everyEntry } from '../violations';

const HOOKS = ['postStart', 'preStop'];

export const commandSecrets: PodControl = {
  id: 'command-secrets',
  title: 'No secrets in commands',
  level: 'hardened',
  risk: 'medium',
  why: 'Anyone who can read the manifest can read the secret, and so can every process in the container or on the node that can read the '
    + 'command line in `/proc`.',
  remedy: 'let the program read the secret from a mounted file; if it accepts only an argument, write `$(NAME)` and set the variable with '
    + '`secretKeyRef`; replace the secret, because it has been exposed',
  remedyInCode: 'let the program read the secret from a file that `SecretFiles.mount` mounts; if it accepts only an argument, write '
    + '`$(NAME)` and set the variable with `EnvValue.fromSecretValue`; replace the secret, because it has been exposed',
  spec: {
    rules: [{
      fields: [
        ofContainers('{command,args}[*]'), ofContainers('{livenessProbe,readinessProbe,startupProbe}.exec.command[*]'),
        ofContainers('{livenessProbe,readinessProbe,startupProbe}.httpGet.{path,httpHeaders[*].value}'),
        ofContainers('lifecycle.{postStart,preStop}.{exec.command[*],httpGet.path,httpGet.httpHeaders[*].value}'),
      ],
      allowed: 'any text without a secret. The control recognizes secrets by the name of an option, a variable or a header, or by the form '
        + 'of the value, as the control literal-secrets does',
    }],
    notes: [
      'The control reads `--name=value`, `--name value`, `-Dname=value`, `NAME=value`, `--header "X-Api-Key: value"`, password arguments '
        + '(`mysql -pvalue`, `redis-cli -a value`, `docker login -p value`), and the query of a URL (`?token=value`), also in scripts. '
        + 'References such as `$(DB_PASSWORD)`, `"$DB_PASSWORD"` and `$(cat /run/secrets/db)` are allowed, and so is the name of a Secret: '
        + '`--tls-secret=web-tls`.',
      'A finding never contains the value, because reports and logs contain the finding.',
    ],
    sources: [
      'https://owasp.org/www-project-kubernetes-top-ten/2022/en/src/K08-secrets-management',
      'https://cwe.mitre.org/data/definitions/214.html',
      'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-environment-variables',
    ],
  },
  admission: { because: 'it reads the words of names and the forms of values, which takes more than an expression' },
  reads: {
    needs: [
      'containers[*].command', 'containers[*].args', 'containers[*].livenessProbe', 'containers[*].readinessProbe',
      'containers[*].startupProbe', 'containers[*].lifecycle',
    ],
  },
  checks: always(everyContainer((container) => {
    const { command, args, lifecycle } = container.json;
    let found = both(inWords(container, ['command'], command), inWords(container, ['args'], args, command));
    for (const probe of PROBES) {
      found = inHandler(found, container, [probe], container.json[probe]);
    }
    if (isObject(lifecycle)) {
      for (const hook of HOOKS) {
        found = inHandler(found, container, ['lifecycle', hook], lifecycle[hook]);
      }
    }
    return found;
  })),
};

function inHandler(found: Found, container: ContainerView, path: Path, handler: unknown): Found {
  if (!isObject(handler)) {
    return found;
  }
  const { exec, httpGet } = handler;
  const inCommand = isObject(exec) ? inWords(container, [...path, 'exec', 'command'], exec.command) : undefined;
  return both(found, both(inCommand, isObject(httpGet)
    ? inRequest(container, [...path, 'httpGet'], httpGet.path, httpGet.httpHeaders)
    : undefined));
}

function inRequest(container: ContainerView, path: Path, target: unknown, headers: unknown): Found {
  const inTarget = typeof target === 'string' ? queryKind(target) : undefined;
  return both(inTarget && violation(container, [...path, 'path'], inTarget), everyEntry(asArray(headers), (header, index) => {
    const { name, value } = asObject(header);
    const kind = typeof value === 'string' ? secretKind(textOf(name), value) ?? secretIn(`${textOf(name)}: ${value}`) : undefined;
    return kind === undefined ? undefined : violation(container, [...path, 'httpHeaders', index, 'value'], { name: asString(name), kind });
  }));
}

/** The kind of secret in the query of a URL, as in `/health?token=secret`. */
function queryKind(target: string): WordSecret | undefined {
  const start = target.indexOf('?');
  return start < 0 ? undefined : secretsInWords(target.slice(start + 1).split('&'))[0];
}

function inWords(container: ContainerView, path: Path, words: unknown, before?: unknown): Found {
  const found = secretsInWords(asArray(words), asArray(before));
  return found.length === 0 ? undefined : found.map((secret) => violation(container, [...path, secret.index], secret));
}

function violation(container: ContainerView, path: Path, { name, kind }: WordSecret): Violation {
  const field = path.filter((step) => typeof step === 'string').join('.');
  return {
    ...at(container, path, name === undefined ? `it holds ${kind}` : `"${name}" holds ${kind}`),
    value: HIDDEN,
    allowKey: `${field}: ${name ?? kind}`,
  };
}
