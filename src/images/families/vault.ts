import { ImageFamily } from '../known-image';

export const VAULT: ImageFamily = {
  name: 'vault',
  repositories: ['docker.io/hashicorp/vault', 'public.ecr.aws/hashicorp/vault'],
  variants: [{
    uid: 100,
    gid: 1000,
    imageUser: 'root',
    stepsDownWith: 'su-exec',
    writablePaths: [
      { path: '/vault/file', kind: 'empty', isData: true },
      { path: '/vault/logs', kind: 'empty' },
      { path: '/vault/config', kind: 'empty' },
      { path: '/home/vault', kind: 'empty' },
    ],
    ports: [8200, 8201],
    hint: 'Without the capability IPC_LOCK it needs disable_mlock = true in its configuration',
    evidence: {
      documented: [
        { source: 'https://github.com/hashicorp/vault/blob/024c09b6651c8f1f568915ad01411862af89aaca/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/hashicorp/vault-helm/blob/aa1c92e/templates/_helpers.tpl', date: '2026-11-25' },
      ],
    },
  }],
};
