/** The actions of all workflows, each by the commit of a version: a tag can be moved to other code. */
const PINS = {
  'actions/attest': '1e69f48acb82d1966a394da916b4c1698aa569d6', // v4.2.2
  'actions/checkout': '3d3c42e5aac5ba805825da76410c181273ba90b1', // v7.0.1
  'actions/download-artifact': '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', // v8.0.1
  'actions/setup-node': '820762786026740c76f36085b0efc47a31fe5020', // v7.0.0
  'actions/upload-artifact': '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', // v7.0.1
  'github/codeql-action': 'cdf488f595d80d6e07e03d4674febd5ab45fa938', // v4.37.9
  'ossf/scorecard-action': '2d1146689b8cda280b9bc96326124645441f03bc', // v2.4.4
  'peter-evans/create-pull-request': '5f6978faf089d4d20b00c7766989d076bb2fc7f1', // v8.1.1
  'sigstore/cosign-installer': '6f9f17788090df1f26f669e9d70d6ae9567deba6', // v4.1.2, which installs cosign 3.0.6
} as const;

/** An action, or one in a folder of its repository, such as `github/codeql-action/init`. */
export function action(name: keyof typeof PINS, folder = ''): string {
  return `${name}${folder && `/${folder}`}@${PINS[name]}`;
}
