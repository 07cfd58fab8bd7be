import { Cause } from '../../cause';
import { containerYaml } from '../../fixes';
import { pathOf } from '../../log-path';

export const noTemporaryDirectory: Cause = {
  id: 'no-temporary-directory',
  title: 'the container has no writable directory for temporary files',
  why: 'Nothing is mounted at /tmp, or TMPDIR names a directory that is not writable.',
  signs: [
    { in: 'log', text: /No usable temporary directory found|(?<ruby>could not find a temporary directory)|Unable to create temp ?dir|tempnam\(\)|(?<!-D)java\.io\.tmpdir(?!=)|can(?:not|'t) create temp file for here-document|could(?: not|n't) create (?:a )?temp(?:orary)? (?:file|dir)/i, weight: 76 },
    // With a template, it writes elsewhere.
    { in: 'log', text: /mktemp: (?:failed|cannot)/, weight: 76, when: (found) => /^\/(?:var\/)?tmp\b/.test(pathOf(found) ?? '/tmp') },
  ],
  fix: (found) => ({
    do: 'make /tmp writable, and let TMPDIR name it',
    typescript: found.facts.ruby ? 'presets: [RuntimePreset.RUBY],   // Ruby wants a /tmp that not everybody can write' : '// nothing: hardened workloads have a writable /tmp; presets: [RuntimePreset.JVM] and [RuntimePreset.PYTHON] set the variables',
    yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: tmp, mountPath: /tmp }')}\nvolumes:\n  - { name: tmp, emptyDir: { sizeLimit: 1Gi } }`,
    settings: 'writablePaths: [/tmp]',
  }),
  example: { source: 'log', text: "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/']" },
};
