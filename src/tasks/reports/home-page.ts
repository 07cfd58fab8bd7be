/** The page of this project. It has its own file, so that a command that only prints help loads no controls. */
export const HOME_PAGE = 'https://github.com/cdk8s-hardened/cdk8s-hardened';
