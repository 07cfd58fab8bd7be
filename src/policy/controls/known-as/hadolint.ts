import { Standard } from './standard';

export const HADOLINT: Standard = {
  name: 'hadolint',
  version: 'November 2026',
  ids: {
    'dockerfile-user-root': ['DL3002'],
    'dockerfile-user-name': ['DL3066'],
    'dockerfile-image-tag': ['DL3006', 'DL3007'],
    'dockerfile-secrets': ['DL3064'],
    'dockerfile-sudo': ['DL3004'],
    'dockerfile-shell-form': ['DL3025'],
  },
};
