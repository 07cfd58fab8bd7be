import { filesFor, LOW_PORT_HINT } from '../common/facts';
import { ALPINE_USER, onPhp, PHP_TEMPLATE, WEB_ROOT } from '../common/php';
import { ImageFamily } from '../known-image';
import { VERIFIED } from '../verified';

const [APACHE, FPM, ALPINE] = onPhp({
  anyUser: true,
  writablePaths: [WEB_ROOT],
  fileVariables: filesFor(
    'WORDPRESS_DB_NAME', 'WORDPRESS_DB_USER', 'WORDPRESS_DB_PASSWORD',
    'WORDPRESS_AUTH_KEY', 'WORDPRESS_SECURE_AUTH_KEY', 'WORDPRESS_LOGGED_IN_KEY', 'WORDPRESS_NONCE_KEY',
    'WORDPRESS_AUTH_SALT', 'WORDPRESS_SECURE_AUTH_SALT', 'WORDPRESS_LOGGED_IN_SALT', 'WORDPRESS_NONCE_SALT',
  ),
});

const SOURCES = [
  { source: 'https://github.com/docker-library/wordpress/blob/bf223d1/docker-entrypoint.sh', date: '2026-11-25' },
  {
    source: 'https://github.com/docker-library/wordpress/blob/66d3e47884b771eafb81a8fc87dc7c596303cb5a/wp-config-docker.php',
    date: '2026-11-26',
  },
  { source: 'https://github.com/docker-library/docs/blob/c4a9ba4/wordpress/content.md', date: '2026-11-25' },
];

export const WORDPRESS: ImageFamily = {
  name: 'wordpress',
  repositories: ['docker.io/library/wordpress'],
  variants: [
    { ...APACHE, hint: LOW_PORT_HINT, evidence: { documented: SOURCES, verified: VERIFIED.wordpress } },
    { ...FPM, evidence: { documented: SOURCES } },
    { ...ALPINE, evidence: { documented: [...SOURCES, PHP_TEMPLATE] } },
    {
      tags: ['cli'],
      ...ALPINE_USER,
      imageUser: 'name',
      writablePaths: [],
      hint: 'It works on the volume of a server: where that is an image on Debian, its files belong to 33',
      evidence: {
        documented: [
          {
            source: 'https://github.com/docker-library/wordpress/blob/0d0f9ea70c647c6512ca5227362ad0264d80e941/cli/php8.3/alpine/Dockerfile',
            date: '2026-11-26',
          },
          PHP_TEMPLATE,
        ],
      },
    },
  ],
};
