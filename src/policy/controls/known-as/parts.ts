import { alternatives } from '../../../formats/language/alternatives';

/** The ids that several scanners share. */

/** A check on bindings and their roles, which it reports on the binding: our control reports the role. */
export const OF_BINDINGS = /^(?:Cluster)?RoleBinding /;

/** The directories of the node that kube-linter and Trivy call sensitive. */
export const SYSTEM_DIRECTORIES = /^\/(?:boot|dev|etc|lib|proc|sys|usr)?$/;

/** The names of variables and keys that Polaris treats as secrets. */
export const NAMES_OF_SECRETS = alternatives([
  /^(?:AWS_SECRET_ACCESS_KEY|GOOGLE_APPLICATION_CREDENTIALS|AZURE_.+KEY|OCI_CLI_KEY_CONTENT)$/, // AZURE_STORAGE_KEY
  /password/, // DB_PASSWORD
  /token/, // GITHUB_TOKEN
  /bearer/, // BEARER_VALUE
  /secret/, // CLIENT_SECRET
], 'i');
