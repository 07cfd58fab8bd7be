import { createHash } from 'node:crypto';
import { Container, EnvValue, ISecret, Secret, SecretValue, Volume } from 'cdk8s-plus-28';
import { Construct, IConstruct } from 'constructs';
import { OptionError } from '../../formats/language/option-error';
import { knowledgeOf } from '../../knowledge/images/knowledge-of';
import { OWNER_AND_GROUP, secretDirectory } from '../../policy/settings/secret-files';
import { checkOptions, listOption, objectOption, optionsOf, recordOf, requireValue, textSuchAs } from '../options/check-values';
import { checkObjectName, referencedObject } from '../options/referenced-object';

/**
 * Options of `SecretFiles.mount`.
 *
 * @stability experimental
 */
export interface SecretFilesOptions {
  /**
   * The keys to mount as files. Each file has the name of its key.
   *
   * @default - all keys
   */
  readonly keys?: string[];
}

const CONTAINER = objectOption('mount', () => 'pass a container of the workload, such as the one that addContainer returns');

interface SecretKeys {
  readonly secret: IConstruct;
  readonly keys: readonly string[];
}

const VALUE = optionsOf<SecretValue>(
  { secret: { accepts: (value) => value !== undefined && value !== null, remedy: () => 'pass the Secret' }, key: textSuchAs('password') },
  { required: ['secret', 'key'], example: '{ secret, key: \'password\' }' },
);
const VARIABLES = recordOf(VALUE, '{ POSTGRES_PASSWORD: { secret, key: \'password\' } }');

const KEYS = listOption(textSuchAs('password'), (value) => `write [${JSON.stringify(typeof value === 'string' ? value : 'password')}]`);

/** The scope of the volumes of Secrets that are given by name, since a container is not a construct. */
const byName = new Construct(undefined as any, '');

/**
 * Mounts Secrets as files. Unlike environment variables, files do not appear in process lists, crash dumps and logged environments.
 *
 * @stability experimental
 * @exampleMetadata fixture=app
 * @example
 *
 * const web = new HardenedDeployment(chart, 'web', {
 *   containers: [{ image: 'registry.example.com/shop/web:1.4.2' }],
 * });
 * SecretFiles.mount(web.containers[0], '/run/secrets/db', Secret.fromSecretName(chart, 'db', 'db-credentials'));
 */
export class SecretFiles {
  /**
   * Mounts a Secret read-only, as files that only the container's user can read, through the pod's fsGroup.
   *
   * @param container the container
   * @param path absolute path of the directory
   * @param secret the Secret: of any cdk8s-plus version, or an ApiObject
   * @param options the keys to mount
   * @throws if the construct is not a Secret, something else is mounted at the path, or the list of keys is empty
   */
  public static mount(container: Container, path: string, secret: IConstruct, options: SecretFilesOptions = {}): void {
    checkPlace(container, path);
    const { name } = referencedObject(`SecretFiles.mount at "${path}"`, 'Secret', secret, 'secret-name',
      (given) => `SecretFiles.mountByName(container, ${JSON.stringify(path)}, ${JSON.stringify(given)})`);
    mountFiles(container, path, name, secret, options);
  }

  /**
   * Mounts a Secret that exists outside of the app, as `mount` does.
   *
   * @param container the container
   * @param path absolute path of the directory
   * @param secretName name of the Secret
   * @param options the keys to mount
   * @throws if the name is empty, something else is mounted at the path, or the list of keys is empty
   */
  public static mountByName(container: Container, path: string, secretName: string, options: SecretFilesOptions = {}): void {
    checkPlace(container, path);
    checkObjectName(`SecretFiles.mountByName at "${path}"`, 'Secret', secretName);
    const scope = byName.node.tryFindChild(secretName) ?? Secret.fromSecretName(byName, secretName, secretName) as unknown as IConstruct;
    mountFiles(container, path, secretName, scope, options);
  }

  /**
   * Passes values of Secrets to a container in files. It mounts each Secret at `/run/secrets/<name of the Secret>`, and sets variables with
   * the paths of the files, such as `POSTGRES_PASSWORD_FILE`. The image must be known to read these variables: docs/reference/images.md
   * lists them.
   *
   * @param container the container
   * @param variables the values, each under the variable that would contain it, such as `{ POSTGRES_PASSWORD: { secret, key: 'password' }
   * }`
   * @throws if the image is not known to read a variable from a file, the container sets one of the two variables already, a construct is
   * not a Secret, or something else is mounted at the path
   */
  public static forEnvironment(container: Container, variables: { [variable: string]: SecretValue }): void {
    requireValue('the container of SecretFiles.forEnvironment', container, CONTAINER);
    requireValue('the variables of SecretFiles.forEnvironment', variables, VARIABLES);
    const mounted = new Map<string, SecretKeys>();
    for (const [variable, { secret, key }] of Object.entries(variables)) {
      const { name } = referencedObject(`SecretFiles.forEnvironment for ${variable}`, 'Secret', secret, 'secret-name',
        (given) => `Secret.fromSecretName(scope, id, ${JSON.stringify(given)})`);
      const keys = mounted.get(name)?.keys ?? [];
      mounted.set(name, { secret, keys: [...new Set([...keys, key])] });
      container.env.addVariable(freeFileVariable(container, variable), EnvValue.fromValue(`${secretDirectory(name)}/${key}`));
    }
    mounted.forEach(({ secret, keys }, name) => SecretFiles.mount(container, secretDirectory(name), secret, { keys: [...keys] }));
  }

  private constructor() {}
}

/** The variable for the path of the file with another variable's value. */
function freeFileVariable({ image, name, env }: Container, variable: string): string {
  const place = `SecretFiles.forEnvironment for ${variable} of the container "${name}"`;
  const known = knowledgeOf(image)?.facts.fileVariables ?? {};
  if (!Object.hasOwn(known, variable)) {
    const names = Object.keys(known);
    throw new OptionError(`${place}: the image "${image}" is not known to read it from a `
      + `file${names.length > 0 ? `, but ${names.join(', ')}` : ''}: `
      + 'mount the Secret with SecretFiles.mount, and configure the application to read the file');
  }
  const set = [variable, known[variable]].find((each) => Object.hasOwn(env.variables, each));
  if (set !== undefined) {
    throw new OptionError(`${place}: the container sets ${set} already: remove it from \`envVariables\``);
  }
  return known[variable];
}

function checkPlace(container: unknown, path: unknown): void {
  requireValue('the path of SecretFiles', path, textSuchAs('/etc/credentials'));
  requireValue(`the container of SecretFiles at "${path}"`, container, CONTAINER);
}

function mountFiles(container: Container, path: string, name: string, scope: IConstruct, options: SecretFilesOptions): void {
  checkOptions<SecretFilesOptions>(`SecretFiles at "${path}"`, options, { keys: KEYS });
  const { keys } = options;
  if (keys?.length === 0) {
    throw new OptionError(`no key of the Secret "${name}" is mounted at "${path}": list keys, or remove \`keys\` to mount all of them`);
  }
  const id = `files ${keys?.join(' ') ?? ''}`.trim();
  // cdk8s-plus reads only the name, so the Secret may come from another version of cdk8s-plus.
  const volume = scope.node.tryFindChild(id) as Volume | undefined ?? Volume.fromSecret(scope as Construct, id, { name } as ISecret, {
    name: `secret-files-${createHash('sha256').update(`${name} ${id}`).digest('hex').slice(0, 8)}`,
    defaultMode: OWNER_AND_GROUP,
    items: keys && Object.fromEntries(keys.map((key) => [key, { path: key }])),
  });
  container.mount(path, volume, { readOnly: true });
}
