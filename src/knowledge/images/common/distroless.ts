/** The images with the tag `nonroot`, and those that are built on them. */
export const NONROOT = { uid: 65532, gid: 65532, imageUser: 'numeric' } as const;

export const NONROOT_SOURCES = [
  { source: 'https://github.com/GoogleContainerTools/distroless/issues/443', date: '2026-11-26' },
  { source: 'https://github.com/GoogleContainerTools/distroless/blob/11eeda55665c49dfc0918ad4ab9f1cf0b4b3a698/static/static.bzl', date: '2026-11-26' },
];
