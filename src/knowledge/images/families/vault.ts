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
    environment: { SKIP_CHOWN: 'true', SKIP_SETCAP: 'true' },
    ports: [8200, 8201],
    hint: 'Without root its start script ends at chown and setcap, unless the variables tell it to skip both. Without the capability IPC_LOCK it needs disable_mlock = true in its configuration',
    evidence: {
      documented: [
        {
          source: 'https://github.com/hashicorp/vault/blob/1d04c5e2762f15a2d53e19836208adfb038abc14/.release/docker/docker-entrypoint.sh',
          date: '2026-11-26',
        },
        { source: 'https://github.com/hashicorp/vault/blob/024c09b6651c8f1f568915ad01411862af89aaca/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/hashicorp/vault-helm/blob/aa1c92e/templates/_helpers.tpl', date: '2026-11-25' },
      ],
    },
  }],
};
