import { mkdirSync, renameSync } from 'fs';
import { join } from 'path';
import { extract } from 'tar';
import { npm, ROOT } from '../../package/support';

export const PLUGIN_VERSION = '1.2.3';

/** Installs the packed tarball as cdk8s-cli installs a plugin, without its peers and without network, and returns the folder of plugins. */
export function pluginFolder(folder: string): string {
  const [{ filename }] = JSON.parse(npm(ROOT, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder));
  const plugins = join(folder, 'plugins');
  const modules = join(plugins, 'cdk8s-hardened', PLUGIN_VERSION, 'node_modules');
  mkdirSync(modules, { recursive: true });
  extract({ file: join(folder, filename), cwd: modules, sync: true });
  renameSync(join(modules, 'package'), join(modules, 'cdk8s-hardened'));
  return plugins;
}
