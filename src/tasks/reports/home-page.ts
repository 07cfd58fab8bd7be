/** The page of this project. In a file of its own, since a command that only prints help needs no controls. */
export const HOME_PAGE = 'https://github.com/cdk8s-hardened/cdk8s-hardened';
