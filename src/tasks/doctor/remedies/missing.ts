import { Fix } from '../cause';

/** The advice for a ConfigMap or Secret that does not exist, or lacks a key. */
export function missing(kind: 'ConfigMap' | 'Secret', { name, key, where, file }: { readonly [name: string]: string | undefined }): Fix {
  const object = name ?? where?.split('/').pop() ?? 'NAME';
  const lacks = key ?? file;
  const create = kind === 'Secret' ? 'kubectl create secret generic' : 'kubectl create configmap';
  return {
    do: lacks === undefined
      ? `create the ${kind} ${object} in the namespace of the pod (\`${create} ${object} --from-file=...\`), or correct its name`
      : `add the key ${lacks} to the ${kind}${name ?? where ? ` ${object}` : ''}, or correct the key that the pod names`,
    typescript: kind === 'Secret' ? `Secret.fromSecretName(chart, 'secret', '${object}')   // the name that exists` : `ConfigMap.fromConfigMapName(chart, 'config', '${object}')   // the name that exists`,
    yaml: `# ${lacks === undefined ? 'the name that exists' : 'the name and the key that exist'}, or optional: true where the program starts without`,
  };
}
