import { execFileSync } from 'child_process';
import { mkdirSync } from 'fs';
import { join } from 'path';
import { ROOT } from '../../package/support';

export const PLUGIN_VERSION = '1.2.3';

/** Installs the packed tarball as cdk8s-cli installs a plugin, without its peers and without network, and returns the folder of plugins. */
export function pluginFolder(folder: string): string {
  const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }));
  const plugins = join(folder, 'plugins');
  const modules = join(plugins, 'cdk8s-hardened', PLUGIN_VERSION, 'node_modules');
  mkdirSync(modules, { recursive: true });
  execFileSync('tar', ['xzf', join(folder, filename), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'cdk8s-hardened')]);
  return plugins;
}
