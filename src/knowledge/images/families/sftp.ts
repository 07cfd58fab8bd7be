import { ImageFamily } from '../known-image';

export const SFTP: ImageFamily = {
  name: 'sftp',
  repositories: ['docker.io/atmoz/sftp', 'ghcr.io/atmoz/sftp'],
  variants: [{
    imageUser: 'root',
    needsRoot: 'sshd serves each login as a user of its own',
    writableRoot: 'Its start script adds users to /etc/passwd and host keys to /etc/ssh',
    ports: [22],
    needsCapabilities: ['CHOWN', 'SETGID', 'SETUID', 'SYS_CHROOT'],
    hint: 'Its server becomes the user that logs in, and changes its root to the home of that user, which "restricted" never allows. Without root sshd works for its own user alone: in an image of your own, on a port above 1023, without ChrootDirectory',
    evidence: {
      documented: [
        { source: 'https://github.com/atmoz/sftp/blob/master/files/sshd_config', date: '2026-11-26' },
        { source: 'https://github.com/atmoz/sftp/blob/master/files/entrypoint', date: '2026-11-26' },
        { source: 'https://github.com/atmoz/sftp/issues/277', date: '2026-11-26' },
      ],
    },
  }],
};
