import { Cause, Fix, Found } from '../../cause';
import { mountOf } from '../../evidence';
import { containerYaml, seededEntry } from '../../fixes';
import { pathOf } from '../../log-path';

/** An emptyDir can be written by everybody, and has no sticky bit: Ruby takes no such directory, wherever it is mounted. */
function rubyFix(found: Found): Fix {
  const { image = 'IMAGE' } = found.evidence;
  const volume = mountOf(found.evidence, '/tmp')?.volume ?? 'tmp';
  return {
    do: 'set TMPDIR to a directory that not everybody may write: /var/tmp with the mode that it has in the image, or one of mode 0700 in /tmp. Ruby refuses an emptyDir itself, as at /tmp: it has no sticky bit',
    typescript: 'presets: [RuntimePreset.RUBY],   // TMPDIR=/var/tmp, copied from the image',
    yaml: [
      'initContainers:',
      '  - name: temporary',
      `    image: ${image}`,
      "    command: [sh, -c, 'mkdir -p -m 0700 /tmp/own']",
      `    volumeMounts: [{ name: ${volume}, mountPath: /tmp }]`,
      '    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: [ALL] } }',
      containerYaml(found, 'env:', '  - { name: TMPDIR, value: /tmp/own }', 'volumeMounts:', `  - { name: ${volume}, mountPath: /tmp }`),
      'volumes:',
      `  - { name: ${volume}, emptyDir: { sizeLimit: 1Gi } }`,
    ].join('\n'),
    settings: 'profile: hardened\nenvironment: { TMPDIR: /var/tmp }',
    images: seededEntry(found.evidence.image, ['/var/tmp']),
  };
}

export const noTemporaryDirectory: Cause = {
  id: 'no-temporary-directory',
  title: 'the container has no writable directory for temporary files',
  why: 'Nothing is mounted at /tmp, or TMPDIR names a directory that is not writable.',
  signs: [
    { in: 'log', text: /No usable temporary directory found|(?<ruby>could not find a temporary directory)|Unable to create temp ?dir|tempnam\(\)|(?<!-D)java\.io\.tmpdir(?!=)|can(?:not|'t) create temp file for here-document|could(?: not|n't) create (?:a )?temp(?:orary)? (?:file|dir)/i, weight: 76 },
    // With a template, it writes elsewhere.
    { in: 'log', text: /mktemp: (?:failed|cannot)/, weight: 76, when: (found) => /^\/(?:var\/)?tmp\b/.test(pathOf(found) ?? '/tmp') },
  ],
  fix: (found) => found.facts.ruby ? rubyFix(found) : {
    do: 'make /tmp writable, and let TMPDIR name it',
    typescript: '// nothing: hardened workloads have a writable /tmp; presets: [RuntimePreset.JVM] and [RuntimePreset.PYTHON] set the variables',
    yaml: `${containerYaml(found, 'volumeMounts:', '  - { name: tmp, mountPath: /tmp }')}\nvolumes:\n  - { name: tmp, emptyDir: { sizeLimit: 1Gi } }`,
    settings: 'writablePaths: [/tmp]',
  },
  example: { source: 'log', text: "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/']" },
};
