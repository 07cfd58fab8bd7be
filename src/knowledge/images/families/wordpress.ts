import { ImageFacts, ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const COMMON: Omit<ImageFacts, 'evidence'> = {
  imageUser: 'root',
  anyUser: true,
  writablePaths: [{ path: '/var/www/html', kind: 'self-initializing', isData: true }],
  ports: [9000],
  fileVariables: {
    WORDPRESS_DB_NAME: 'WORDPRESS_DB_NAME_FILE',
    WORDPRESS_DB_USER: 'WORDPRESS_DB_USER_FILE',
    WORDPRESS_DB_PASSWORD: 'WORDPRESS_DB_PASSWORD_FILE',
    WORDPRESS_AUTH_KEY: 'WORDPRESS_AUTH_KEY_FILE',
    WORDPRESS_SECURE_AUTH_KEY: 'WORDPRESS_SECURE_AUTH_KEY_FILE',
    WORDPRESS_LOGGED_IN_KEY: 'WORDPRESS_LOGGED_IN_KEY_FILE',
    WORDPRESS_NONCE_KEY: 'WORDPRESS_NONCE_KEY_FILE',
    WORDPRESS_AUTH_SALT: 'WORDPRESS_AUTH_SALT_FILE',
    WORDPRESS_SECURE_AUTH_SALT: 'WORDPRESS_SECURE_AUTH_SALT_FILE',
    WORDPRESS_LOGGED_IN_SALT: 'WORDPRESS_LOGGED_IN_SALT_FILE',
    WORDPRESS_NONCE_SALT: 'WORDPRESS_NONCE_SALT_FILE',
  },
};

export const WORDPRESS: ImageFamily = {
  name: 'wordpress',
  repositories: ['docker.io/library/wordpress'],
  variants: [
    {
      ...COMMON,
      uid: 33,
      gid: 33,
      writablePaths: [
        { path: '/var/www/html', kind: 'self-initializing', isData: true },
        { path: '/run', kind: 'empty', size: 16 * 2 ** 20 },
      ],
      ports: [80],
      hint: 'As a user that is not root it needs a port above 1023 or the sysctl net.ipv4.ip_unprivileged_port_start',
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/wordpress/blob/bf223d1/docker-entrypoint.sh', date: '2026-11-25' },
          {
            source: 'https://github.com/docker-library/wordpress/blob/66d3e47884b771eafb81a8fc87dc7c596303cb5a/wp-config-docker.php',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/wordpress/content.md', date: '2026-11-25' },
        ],
        verified: VERIFIED.wordpress,
      },
    },
    {
      ...COMMON,
      tags: ['fpm'],
      uid: 33,
      gid: 33,
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/wordpress/blob/bf223d1/docker-entrypoint.sh', date: '2026-11-25' },
          {
            source: 'https://github.com/docker-library/wordpress/blob/66d3e47884b771eafb81a8fc87dc7c596303cb5a/wp-config-docker.php',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/wordpress/content.md', date: '2026-11-25' },
        ],
      },
    },
    {
      ...COMMON,
      tags: ['fpm', 'alpine'],
      uid: 82,
      gid: 82,
      evidence: {
        documented: [
          { source: 'https://github.com/docker-library/wordpress/blob/bf223d1/docker-entrypoint.sh', date: '2026-11-25' },
          {
            source: 'https://github.com/docker-library/wordpress/blob/66d3e47884b771eafb81a8fc87dc7c596303cb5a/wp-config-docker.php',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/wordpress/content.md', date: '2026-11-25' },
          { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
        ],
      },
    },
    {
      tags: ['cli'],
      uid: 82,
      gid: 82,
      imageUser: 'name',
      writablePaths: [],
      hint: 'It works on the volume of a server: where that is an image on Debian, its files belong to 33',
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/wordpress/blob/0d0f9ea70c647c6512ca5227362ad0264d80e941/cli/php8.3/alpine/Dockerfile',
            date: '2026-11-26',
          },
          { source: 'https://github.com/docker-library/php/blob/master/Dockerfile-linux.template', date: '2026-11-25' },
        ],
      },
    },
  ],
};
