import { Cause, Fix, Found } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml } from '../../fixes';
import { isMissingDirectory, SHELL_FILE } from '../../log-facts';
import { pathOf } from '../../log-path';
import { isHiddenIn, ownDirectoryOf } from '../../own-directories';
import { DENIED, EROFS, NO_ENTRY } from '../../words';

function isHome(found: Found): boolean {
  const path = pathOf(found) ?? '';
  const own = ownDirectoryOf(found.evidence, path);
  if (own && isHiddenIn(path, own.path)) {
    return false;
  }
  // No other HOME has the startup files of a shell.
  return !(SHELL_FILE.test(path) && DENIED.test(found.line.text)) && /^\/nonexistent(?:\/|$)|^\/(?:(?:home\/[^/]+|root)\/)?\.[\w-]+/.test(path) && mountOf(found.evidence, path) === undefined;
}

const OPENSSH = /\/\.ssh(?:\/|$)/;

/** OpenSSH takes the home directory from /etc/passwd. */
function sshFix(found: Found): Fix {
  const directory = pathOf(found)!.replace(/(\/\.ssh)\/.*/, '$1');
  return {
    do: `mount a Secret or ConfigMap with known_hosts at ${directory}, or name another file by the option \`-o UserKnownHostsFile=/tmp/known_hosts\` (for Git in GIT_SSH_COMMAND): OpenSSH takes its home from /etc/passwd, and ignores HOME`,
    typescript: "// of the container: envVariables: { GIT_SSH_COMMAND: EnvValue.fromValue('ssh -o UserKnownHostsFile=/tmp/known_hosts') }",
    yaml: containerYaml(found, 'env:', "  - { name: GIT_SSH_COMMAND, value: 'ssh -o UserKnownHostsFile=/tmp/known_hosts' }"),
    settings: "environment: { GIT_SSH_COMMAND: 'ssh -o UserKnownHostsFile=/tmp/known_hosts' }",
  };
}

export const homeNotWritable: Cause = {
  id: 'home-not-writable',
  title: 'the program writes in its home directory, which is / or in the image',
  why: 'A uid that the image does not know has the home directory `/`, where nothing is writable.',
  signs: [
    { in: 'log', text: /not writ(?:e)?able|were not written due to an error|requires access to a writable|\b(?:unable|failed|cannot|could not)\b.*\b(?:creat\w*|writ\w*|mkdir)\b/i, weight: 71, when: isHome },
    { in: 'log', text: NO_ENTRY, weight: 75, when: (found) => isHome(found) && isMissingDirectory(found) },
    { in: 'log', text: new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})`, 'i'), weight: 75, when: isHome },
  ],
  fix: (found) => OPENSSH.test(pathOf(found) ?? '') ? sshFix(found) : ({
    do: `set HOME to a writable directory: it writes ${pathOf(found)}`,
    typescript: "presets: [RuntimePreset.custom('home', { environment: { HOME: '/tmp' } })],   // for Node.js RuntimePreset.NODE, for Python RuntimePreset.PYTHON",
    yaml: containerYaml(found, 'env:', '  - { name: HOME, value: /tmp }'),
    settings: 'environment: { HOME: /tmp }',
  }),
  example: { source: 'log', text: "Error: EROFS: read-only file system, mkdir '/.cache'" },
};
