import { dirname } from 'path';
import { buildSync } from 'esbuild';

/** By folder; a folder without a second level has modules of its own. */
const REACHED = [
  'commands/plugin', 'constructs/options', 'constructs/synth', 'constructs/workloads',
  'formats/cel', 'formats/dockerfile', 'formats/files', 'formats/language', 'formats/manifest', 'formats/shell', 'formats/yaml',
  'knowledge/image-lock', 'knowledge/images', 'knowledge/writable-paths',
  'policy/context', 'policy/controls', 'policy/engine', 'policy/facts', 'policy/network', 'policy/own-policies', 'policy/rbac', 'policy/settings', 'policy/waivers',
  'tasks/admission', 'tasks/audit', 'tasks/baseline', 'tasks/network-map', 'tasks/policy-files', 'tasks/programs', 'tasks/reports', 'tasks/settings-file',
];

test('the library reaches these folders, and nothing that only the command line needs', () => {
  const { metafile } = buildSync({
    entryPoints: ['src/index.ts'],
    bundle: true,
    metafile: true,
    write: false,
    platform: 'node',
    packages: 'external',
    logLevel: 'silent',
    loader: { '.json': 'empty' },
  });
  const folders = Object.keys(metafile.inputs).filter((file) => file.startsWith('src/') && dirname(file) !== 'src')
    .map((file) => file.split('/').slice(1, 3).join('/'));
  expect([...new Set(folders)].sort()).toEqual([...REACHED].sort());
});
