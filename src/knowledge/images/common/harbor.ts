/** The user of each image is a name, and its files belong to it. */
export const HARBOR_USER = { imageUser: 'name', anyUser: false } as const;

export const HARBOR_ROOT = 'Its start script install_cert.sh writes /etc/pki/tls/certs, and its chart leaves the root filesystem writable';

export const HARBOR_CHART = { source: 'https://github.com/goharbor/harbor-helm/blob/70564d5/values.yaml', date: '2026-11-25' };
