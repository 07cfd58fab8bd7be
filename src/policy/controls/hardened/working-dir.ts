import { asString } from '../../../formats/manifest/json';
import { normalizePath } from '../../../formats/manifest/paths';
import { celMatches, celPath } from '../cel';
import { always, PodControl } from '../control';
import { ofContainers } from '../specification';
import { at, everyContainer } from '../violations';
import { ESCAPING_DIRECTORY } from '../working-directories';

export const workingDir: PodControl = {
  id: 'working-dir',
  title: 'No working directory in a file descriptor of the runtime',
  level: 'hardened',
  risk: 'high',
  why: 'With runc before 1.1.12, the process starts in a directory of the node, and can read and write its files (CVE-2024-21626).',
  remedy: 'write a directory of the image, such as `/app`, and update runc to 1.1.12 or later',
  remedyInCode: 'set `workingDir` to a directory of the image, such as `/app`, and update runc to 1.1.12 or later',
  spec: {
    rules: [{
      fields: [ofContainers('workingDir')],
      allowed: 'undefined, or a path that is not in /proc/*/fd, /proc/*/cwd, /proc/*/root or /dev/fd',
    }],
    notes: ['The control dockerfile-working-dir reports WORKDIR of an image.'],
    sources: ['https://github.com/opencontainers/runc/security/advisories/GHSA-xr7r-f8xq-vfvv (CVE-2024-21626)'],
  },
  admission: [{
    each: 'container',
    violates: celMatches(celPath('c.?workingDir.orValue(\'\')'), ESCAPING_DIRECTORY),
    value: 'c.?workingDir.orValue(\'\')',
  }],
  reads: { needs: ['containers[*].workingDir'] },
  checks: always(everyContainer((container) => {
    const directory = asString(container.json.workingDir);
    return directory !== undefined && ESCAPING_DIRECTORY.test(normalizePath(directory)) ? at(container, ['workingDir']) : undefined;
  })),
};
