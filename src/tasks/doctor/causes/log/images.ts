import { alternatives } from '../../../../formats/language/alternatives';
import { sequence } from '../../../../formats/language/sequence';
import { CatalogedCause } from '../../cause';
import { isWrite } from '../../log-facts';
import { pathsIn } from '../../paths';
import { imageChangeFix, SYSTEM_FILE } from '../../remedies/image-changes';
import { DENIED, EROFS } from '../../words';

/** Errors of the system and of programs when a write is refused. */
const REFUSED = new RegExp(`(?:${EROFS.source})|(?:${DENIED.source})|are you root|unable to lock|cannot lock`, 'i');

/** Programs that add or change users. */
const CHANGES_USERS = alternatives([
  /\b(?:user|group)(?:add|mod|del): .*(?:cannot lock|cannot open|permission denied|failure)/, // useradd: Permission denied.
  // adduser: Only root may add a user: permission denied
  /\badd(?:user|group): (?:.*not permitted|.*permission denied|.*read-only|.*only root)/,
  /only root may add a user/, // fatal: Only root may add a user or group to the system.
  /Authentication token manipulation error/, // passwd: Authentication token manipulation error
  /pam_chauthtok/, // chpasswd: (user root) pam_chauthtok() failed, error:
  /^ch(?:passwd|age|sh|fn): .*(?:cannot|permission|authentication)/, // chpasswd: cannot open /etc/passwd
  /^passwd: .*(?:cannot|permission|manipulation)/, // passwd: Authentication token manipulation error
], 'i');

/** apt and dpkg. */
const INSTALLS_WITH_APT = alternatives([
  // E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)
  /\bE: (?:Could not open lock file|Unable to (?:acquire|lock)|List directory \S+ is missing|Unlinking|Could not get lock)/,
  /\bdpkg: error: (?:requested operation requires superuser|.*lock)/, // dpkg: error: requested operation requires superuser privilege
  /apt(?:-get)?.*(?:are you root|superuser)/, // apt-get: are you root?
], 'i');

/** apk, dnf and yum. */
const INSTALLS_WITH_APK_OR_DNF = alternatives([
  /^ERROR: Unable to (?:lock database|open log): (?:Permission denied|Read-only)/, // ERROR: Unable to lock database: Permission denied
  /ERROR: Failed to open apk database/, // ERROR: Failed to open apk database: Permission denied
  /\b(?:micro)?(?:dnf|yum)\b.*(?:superuser privileges|root)/, // microdnf needs superuser privileges
  // Error: This command has to be run with superuser privileges (under the root user on most systems).
  /This command has to be run with superuser privileges/,
  /\[Errno (?:13|30)\].*(?:\/var\/lib\/rpm|yum|dnf)/, // [Errno 13] Permission denied: '/var/lib/rpm/.rpm.lock'
], 'i');

/** Files that a package manager writes. */
const PACKAGE_FILE = alternatives([
  /\/node_modules(?:$|\/(?!\.))/, // /srv/api/node_modules/express
  // /srv/api/package-lock.json
  /\/(?:package-lock\.json|yarn\.lock|pnpm-lock\.yaml|npm-shrinkwrap\.json|Gemfile\.lock|composer\.lock|poetry\.lock)/,
  /\/(?:site|dist)-packages\//, // /usr/lib/python3/site-packages/shop/x.py
  /\/vendor\/(?:bundle|composer)\b/, // /app/vendor/bundle
]);

/** Programs that change their image at the start, or that lack a part of it. */
export const IMAGE_CONTENTS: readonly CatalogedCause[] = [
  {
    id: 'image-changed-at-start',
    title: 'the start script changes the system of the image',
    why: 'The script installs packages, adds users or writes system files at run time. The root filesystem is '
      + 'read-only, and only root can do this: do it when you build the image.',
    standsBeside: true,
    signs: [
      {
        in: 'log',
        text: REFUSED,
        weight: 78,
        when: (found) => pathsIn(found.line.text).some((path) => SYSTEM_FILE.test(path))
          && (EROFS.test(found.line.text) || (DENIED.test(found.line.text) && isWrite(found))
            || /are you root|unable to lock|cannot lock/i.test(found.line.text)),
      },
      // sed writes its copy beside the file that it changes.
      {
        in: 'log',
        text: sequence([
          /sed: (?:couldn't open|can't create|cannot rename) (?:temp(?:orary)? file )?/,
          /['"]?(?<path>\/(?:etc|(?:usr\/)?(?:local\/)?(?:s?bin|lib\w*))\/sed\w{6})/,
        ]),
        weight: 78,
      },
      { in: 'log', text: CHANGES_USERS, weight: 80 },
      { in: 'log', text: INSTALLS_WITH_APT, weight: 80 },
      { in: 'log', text: INSTALLS_WITH_APK_OR_DNF, weight: 79 },
      {
        in: 'log',
        text: sequence([
          /\b(?:ldconfig|update-ca-certificates|update-alternatives|locale-gen|localedef|dpkg-reconfigure|depmod)\b/,
          /.*(?:read-only|denied|not permitted|can(?:'|no)t|failed)/,
        ], 'i'),
        weight: 78,
      },
      {
        in: 'log',
        text: /\bsetcap\b.*(?:not permitted|denied|read-only)|unable to set CAP_SETFCAP|Failed to set capabilities on file/i,
        weight: 80,
      },
      { in: 'log', text: /Could not install packages due to an (?:OSError|EnvironmentError)/, weight: 78 },
      // Files that npm and others install in the directory of the program.
      {
        in: 'log',
        text: /(?:EROFS|EACCES|Read-only file system|Permission denied|grant write permissions)/i,
        weight: 76,
        when: ({ line }) => PACKAGE_FILE.test(pathsIn(line.text)[0] ?? '')
          && /\b(?:npm|yarn|pnpm|pip|bundler?|Gemfile|composer|poetry|rename|open|mkdir|install|write)\b/i.test(line.text)
          && !/^\s+at |: Error: Could not read|python\d*: can't open/.test(line.text),
      },
    ],
    fix: (found) => imageChangeFix(found),
    example: { source: 'log', text: 'useradd: cannot lock /etc/passwd; try again later.' },
  },
  {
    id: 'library-missing',
    title: 'the image does not have a library of the program',
    why: 'The program was built against a library that is not installed, or that is outside of the directories of the loader. `ldconfig` '
      + 'cannot add directories at the start, because the root filesystem is read-only.',
    signs: [
      {
        in: 'log',
        text: /error while loading shared libraries: (?<library>[^:\s]+): cannot open shared object file: No such file/,
        weight: 82,
      },
      { in: 'log', text: /Error loading shared library (?<library>[^:\s]+): No such file or directory/, weight: 82 },
    ],
    fix: ({ facts: { library } }) => ({
      do: `install ${library} when you build the image; if the image contains it, `
        + 'set LD_LIBRARY_PATH to its directory, or run ldconfig in the Dockerfile',
      typescript: "presets: [RuntimePreset.custom('libraries', { environment: { LD_LIBRARY_PATH: '/opt/app/lib' } })],   // its directory",
      yaml: '# env: [{ name: LD_LIBRARY_PATH, value: /opt/app/lib }], the directory of the library',
    }),
    example: {
      source: 'log',
      text: '/opt/app/bin/shop: error while loading shared libraries: libpq.so.5: cannot open '
        + 'shared object file: No such file or directory',
    },
  },
];
