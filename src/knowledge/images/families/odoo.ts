import { filesFor } from '../common/facts';
import { ImageFamily } from '../known-image';

export const ODOO: ImageFamily = {
  name: 'odoo',
  repositories: ['docker.io/library/odoo'],
  variants: [{
    imageUser: 'name',
    writablePaths: [{ path: '/var/lib/odoo', kind: 'empty', isData: true }],
    ports: [8069, 8071, 8072],
    fileVariables: filesFor('PASSWORD'),
    hint: 'USER is the name odoo',
    evidence: {
      documented: [
        { source: 'https://github.com/odoo/docker/blob/0461e8225b4aee856cc74d893c89cb4e3c6d43f1/18.0/Dockerfile', date: '2026-11-26' },
        { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/odoo/content.md', date: '2026-11-25' },
      ],
    },
  }],
};
