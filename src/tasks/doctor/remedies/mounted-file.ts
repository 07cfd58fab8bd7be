import { Fix, Found } from '../cause';
import { EvidentMount } from '../evidence';
import { containerYaml } from '../fixes';

/** A ConfigMap or Secret that mounts one file: nothing can write or replace it, and a volume in its place would be a directory. */
export function copiedFile(found: Found, { path, volume, type, subPath }: EvidentMount): Fix {
  const copy = `/tmp/${path.split('/').pop()}`;
  return {
    do: `remove the line that writes ${path} from the start script: the ${type} mounts this one file, which is always read-only. If the program must change it, copy it at the start, such as to ${copy}, and name the copy to the program`,
    typescript: `// of the container: args or envVariables that name ${copy}; and writablePaths: [WritablePath.emptyDir('/tmp')]`,
    yaml: containerYaml(found, `args: [--FILE, ${copy}]`, 'volumeMounts:', `  - { name: ${volume}, mountPath: ${path}, subPath: ${subPath}, readOnly: true }`),
  };
}
