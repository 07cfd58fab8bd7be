/**
 * Who may import whom inside `src/`, from the ground up. A room is a folder of `src/`; what is not listed is forbidden.
 *
 * `src/index.ts` is no room: it may import every room, and no room may import it.
 */
export const ROOMS: Record<string, string[]> = {
  'manifest': [],
  'yaml': ['manifest'],
  'shell': ['manifest'],
  'dockerfile': ['manifest', 'shell'],
  'settings': ['manifest'],
  'writable-paths': ['manifest', 'settings'],
  'controls': ['manifest', 'shell', 'dockerfile', 'settings', 'writable-paths'],
  'engine': ['manifest', 'dockerfile', 'settings', 'controls'],
  'waivers': ['manifest', 'dockerfile', 'settings', 'controls', 'engine', 'yaml'],
  'reports': ['manifest', 'controls', 'engine', 'waivers'],
  'audit': ['manifest', 'dockerfile', 'settings', 'controls', 'engine', 'waivers', 'reports', 'yaml'],
  'cli': ['manifest', 'settings', 'writable-paths', 'controls', 'engine', 'waivers', 'reports', 'audit'],
  'options': ['manifest', 'dockerfile', 'settings', 'writable-paths', 'engine', 'waivers', 'constructs', 'cdk8s'],
  'synth': ['manifest', 'yaml', 'settings', 'controls', 'engine', 'waivers', 'reports', 'options', 'constructs', 'cdk8s'],
  'workloads': ['manifest', 'writable-paths', 'engine', 'waivers', 'options', 'synth', 'constructs', 'cdk8s', 'cdk8s-plus-28'],
};

/** The packages that only some rooms may know: the half of the library that evaluates works, and starts, without cdk8s. */
export const GUARDED_PACKAGES = ['constructs', 'cdk8s', 'cdk8s-plus-28'];

/** The rooms as zones of eslint's `import/no-restricted-paths`. */
export function importZones() {
  return Object.entries(ROOMS).flatMap(([room, allowed]) => {
    const forbidden = GUARDED_PACKAGES.filter(name => !allowed.includes(name));
    const zone = {
      target: `./src/${room}`,
      message: `src/${room} may import ${allowed.join(', ') || 'nothing of ours'} (see projenrc/rooms.ts).`,
    };
    return [
      { ...zone, from: './src', except: [room, ...allowed.filter(name => name in ROOMS)].map(name => `./${name}`) },
      ...forbidden.map(name => ({ ...zone, from: `./node_modules/${name}` })),
    ];
  });
}
