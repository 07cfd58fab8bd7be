/* Paths that only root should be able to write. */

/** With write access to them, a user can make an account root, or give it a password. */
export const ACCOUNT_FILES = ['/etc/passwd', '/etc/shadow', '/etc/group', '/etc/gshadow'];
export const SYSTEM = [
  '/', '/bin', '/boot', '/etc', '/lib', '/lib64', '/root', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/sbin', '/etc/ssl', '/etc/pam.d',
  '/etc/ld.so.conf.d', '/etc/profile.d',
];

export const LEAVE_TO_ROOT = 'give the user only the directories that the program writes; for a uid that is not in '
  + '/etc/passwd, use nss_wrapper, or `--chown` and a fixed uid';

export function isOfSystem(path: string): boolean {
  return SYSTEM.includes(path) || ACCOUNT_FILES.includes(path);
}
