import { Cause, Found } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { pathsIn } from '../../paths';

/** The volumes of the files that the line names. */
function mountsIn({ line, evidence }: Found): readonly string[] {
  return [...new Set(pathsIn(line.text).flatMap((path) => mountOf(evidence, path)?.path ?? []))];
}

export const crossDeviceRename: Cause = {
  id: 'cross-device-rename',
  title: 'the program moves a file from one volume to another in one step',
  why: 'Each volume is a file system of its own, also two paths of one volume that are mounted apart: rename and hard links work only within one mount.',
  signs: [{ in: 'log', text: /\bcross-device link\b|\bEXDEV\b|(?:Errno|os error) 18\b|AtomicMoveNotSupportedException/i, weight: 76 }],
  fix: (found) => {
    const mounts = mountsIn(found);
    const target = mounts.find((path) => !/^\/(?:var\/)?tmp$/.test(path)) ?? 'PATH';
    return {
      do: `let the program create its temporary files in the volume that it moves them to${mounts.length > 0 ? ` (the log names ${mounts.join(' and ')})` : ''}: an option, or TMPDIR; or mount one volume at a directory that has both`,
      typescript: `presets: [RuntimePreset.custom('temporary', { environment: { TMPDIR: '${target}' } })],`,
      yaml: containerYaml(found, 'env:', `  - { name: TMPDIR, value: ${target} }`),
      settings: `environment: { TMPDIR: ${target} }`,
    };
  },
  example: { source: 'log', text: "Error: EXDEV: cross-device link not permitted, rename '/tmp/upload' -> '/data/upload'" },
};
