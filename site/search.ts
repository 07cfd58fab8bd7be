import type { DefaultTheme } from 'vitepress' with { 'resolution-mode': 'import' };

/** Everyday words that lead to a page, by its source. Readers do not see them. */
export const SEARCH_WORDS: { readonly [source: string]: string } = {
  'docs/tutorial.md': 'getting started, quick start, install, first steps, introduction, hello world, beginner',
  'docs/troubleshooting.md': 'pod does not start, crash, CrashLoopBackOff, CreateContainerConfigError, broken, error, failing, not working, fix',
  'docs/troubleshooting/read-only-file-system.md': 'read-only file system, EROFS',
  'docs/troubleshooting/path-not-writable.md': 'permission denied, EACCES, mkdir',
  'docs/troubleshooting/low-port.md': 'cannot bind or listen on port 80 or 443, privileged port, bind: permission denied',
  'docs/troubleshooting/out-of-memory.md': 'OOMKilled, OOM, exit code 137, memory limit',
  'docs/troubleshooting/image-pull.md': 'ImagePullBackOff, ErrImagePull, cannot pull image, registry login, imagePullSecrets',
  'docs/troubleshooting/image-user-root.md': 'CreateContainerConfigError, container has runAsNonRoot and image will run as root',
  'docs/troubleshooting/disk-full.md': 'no space left on device, ENOSPC',
  'docs/troubleshooting/claim-unbound.md': 'PVC pending, PersistentVolumeClaim, StorageClass, unbound volume',
  'docs/troubleshooting/insufficient-resources.md': 'pod pending, unschedulable, not enough CPU or memory',
  'docs/troubleshooting/probe-failed.md': 'readiness, liveness, health check fails, not ready',
  'docs/troubleshooting/must-be-root.md': 'needs root, must run as root',
  'docs/troubleshooting/egress-denied.md': 'connection timed out, cannot connect, DNS does not resolve',
  'docs/performance.md': 'slow, speed, benchmark, fast, memory usage, large repository, monorepo',
  'docs/how-to/adoption.md': 'rollout, existing app, add to an existing project, introduce, gradually, legacy, brownfield, step by step, too many findings, baseline',
  'docs/how-to/migrate-from-cdk8s-plus.md': 'upgrade, convert, replace Deployment, cdk8s-plus version, drop-in',
  'docs/how-to/python.md': 'Python app, pip, PyPI',
  'docs/how-to/java.md': 'Java app, Maven, Gradle',
  'docs/how-to/go.md': 'Go app, Golang, go.mod',
  'docs/how-to/gates.md': 'fail the build, break synth, strict, enforce in code, block, validation, aspect',
  'docs/how-to/own-policies.md': 'custom rule, custom check, company policy, team rules, CEL, write my own control',
  'docs/how-to/namespaces.md': 'namespace labels, Pod Security Admission, PSA, enforce restricted, PodSecurityPolicy',
  'docs/how-to/charts.md': 'scan a Helm chart, audit Helm, kustomize build, check chart, lint chart, render',
  'docs/how-to/chart-values.md': 'values.yaml, override values, harden Helm chart, securityContext values',
  'docs/how-to/interactive.md': 'interactive, prompt, wizard, ask, choose fixes, review fixes one by one',
  'docs/how-to/third-party.md': 'vendor chart, public chart, someone else, Bitnami, Include, patch YAML, fix YAML automatically, autofix',
  'docs/how-to/helm-and-kustomize.md': 'post-renderer, KRM function, plugin, kustomize transformer',
  'docs/how-to/gitops.md': 'Argo CD, ArgoCD, Flux, FluxCD, GitOps, HelmRelease, Application',
  'docs/how-to/writable-paths.md': 'write files, make a folder or directory writable, emptyDir, /tmp, tmpfs, volume, permission denied, cannot write',
  'docs/how-to/find-writable-paths.md': 'detect where an app or image writes, which folders, directories, trace writes, discover paths, learn',
  'docs/how-to/presets.md': 'nginx, PostgreSQL, Redis, MySQL, Spring Boot, Node.js, PHP, known applications, popular images',
  'docs/how-to/identities-and-platforms.md': 'OpenShift, SCC, GKE Autopilot, Google, run as root, root user, runAsUser, uid, gid, user id, non-root, fsGroup, user namespace',
  'docs/how-to/dockerfiles.md': 'Dockerfile, Containerfile, USER, build an image, rootless image, lint Dockerfile, distroless',
  'docs/how-to/pin-images.md': 'digest, sha256, lock file, lock image versions, mutable tag, supply chain, pin, freeze, update images, Renovate',
  'docs/how-to/debugging.md': 'debug a pod, kubectl debug, exec, shell into a pod, ephemeral container, no shell, logs',
  'docs/how-to/network.md': 'NetworkPolicy, firewall, egress, ingress, isolate, allow traffic, deny all, connections, zero trust',
  'docs/how-to/tokens-and-secrets.md': 'mount secrets, Secret, password, API key, credentials, service account token, environment variable, automount',
  'docs/how-to/cluster.md': 'scan a cluster, running workloads, live cluster, kubectl, kubeconfig, audit production',
  'docs/how-to/roles.md': 'RBAC, role based access control, permissions, who can, ClusterRole, access rights, least privilege, cluster-admin',
  'docs/how-to/admission.md': 'admission controller, ValidatingAdmissionPolicy, Kyverno, webhook, OPA, Gatekeeper, enforce in the cluster, block deployments',
  'docs/how-to/ci.md': 'GitHub Actions, GitLab, Jenkins, pipeline, pre-commit, SARIF, JUnit, code scanning, pull request, continuous integration',
  'docs/how-to/container.md': 'docker run, container image of the tool, use without Node.js, not installed, podman',
  'docs/how-to/settings-file.md': 'configuration, config file, disable a rule, severity, options, cdk8s-hardened.yaml, exclude files, ignore files',
  'docs/how-to/waivers.md': 'ignore a finding, suppress, exception, skip, disable a check, allowlist, whitelist, false positive, exempt, accept risk, nolint',
  'docs/how-to/editor.md': 'VS Code, Visual Studio Code, IDE, Neovim, Vim, IntelliJ, JetBrains, LSP, language server, extension',
  'docs/how-to/completion.md': 'tab, autocomplete, bash, zsh, fish, PowerShell',
  'docs/explanation/what-is-filled-in.md': 'defaults, default values, what does it change, securityContext',
  'docs/explanation/threat-model.md': 'attacks, attacker, risk, what is protected, limits, out of scope',
  'docs/explanation/proof.md': 'evidence, test results, attacks, does it work',
  'docs/explanation/other-scanners.md': 'benchmark, comparison, faster than kube-linter, kube-score, Trivy, Checkov, Polaris, kubesec',
  'docs/explanation/stability.md': 'semver, versioning, breaking changes, deprecation, support, roadmap, 1.0',
  'docs/explanation/systems.md': 'Windows, macOS, Mac, WSL, operating system, support, which platforms',
  'docs/reference/cli.md': 'commands, options, flags, exit codes, usage, npx',
  'docs/reference/findings.md': 'JSON output, report format, schema',
  'docs/reference/controls.md': 'rules, checks, list of checks, policies, compliance, CIS, NSA, Pod Security Standards',
  'docs/reference/images.md': 'supported images, image database',
  'docs/reference/controls/image-tag.md': 'latest tag, no tag',
  'docs/reference/controls/image-digest.md': 'unpinned image',
  'docs/reference/controls/runtime-socket.md': 'mount the Docker socket, docker.sock, containerd.sock, Docker in Docker',
  'docs/reference/controls/privileged.md': 'privileged container',
  'docs/reference/controls/literal-secrets.md': 'hard-coded password, plain text secret, API key in YAML, hardcoded, env var',
  'docs/reference/controls/config-map-secrets.md': 'password in a ConfigMap',
  'docs/reference/controls/ingress-tls.md': 'HTTPS for an Ingress, certificate, SSL',
  'docs/reference/controls/host-path-volumes.md': 'hostPath, mount a folder of the node',
  'docs/reference/controls/host-namespaces.md': 'hostNetwork, hostPID, hostIPC',
  'docs/reference/controls/memory-resources.md': 'memory limit, requests, resources',
  'docs/reference/controls/cpu-resources.md': 'CPU limit, requests, resources',
  'docs/explanation/rendering.md': 'untrusted or malicious Helm chart, sandbox',
  'docs/explanation/many-charts.md': 'slow synth, large app, many charts',
  'docs/reference/controls/exposed-service.md': 'NodePort, LoadBalancer, public',
  'docs/reference/controls/downloaded-code.md': 'curl pipe bash, wget, entrypoint downloads a script',
  'docs/troubleshooting/wrong-architecture.md': 'exec format error, arm64, amd64, Apple silicon',
  'docs/troubleshooting/volume-in-use.md': 'Multi-Attach error, RWO',
  'docs/troubleshooting/system-call-forbidden.md': 'Chrome sandbox, Chromium, seccomp',
  'docs/troubleshooting/program-ends.md': 'container restarts, Completed, exit 0, exit code 0',
  'docs/reference/cli/init.md': 'generate a settings file, starter config, scaffold',
  'docs/reference/cli/explain.md': 'show or describe a rule in the terminal',
  'docs/reference/cluster-access.md': 'least privilege for the scanner, permissions to audit a cluster',
  'docs/reference/controls/tolerations.md': 'taint, control plane',
  'SECURITY.md': 'report a vulnerability, disclose, CVE',
  'CONTRIBUTING.md': 'contribute, develop, pull request, build from source, tests',
  'CHANGELOG.md': 'release notes, what is new, versions, history',
};

/** The search of the site. The site stores its functions as text, so they refer to nothing outside. */
export const SEARCH: DefaultTheme.LocalSearchOptions = {
  miniSearch: {
    options: {
      processTerm: (term) => {
        const word = term.toLowerCase();
        const isStopWord = /^(?:an?|and|are|as|at|be|by|can|do|does|for|from|how|i|in|is|it|my|of|on|or|our|that|the|there|this|to|we|what|when|where|which|why|with|you|your)$/;
        return isStopWord.test(word) ? null : word;
      },
    },
    searchOptions: {
      // Most pages have only some of the words of a question.
      combineWith: 'OR',
      boost: { title: 4, text: 2, titles: 1 },
      // The section of the words of a page has no anchor. Decisions, changes and signatures answer few questions.
      boostDocument: (id) => !id.includes('#') ? 5 : /\/(?:adr|reference\/api|CHANGELOG|CONTRIBUTING)/.test(id) ? 0.5 : 1,
    },
  },
  _render: (source, env, md) => withWords(md.render(source, env), env.relativePath),
};

/** The index gets a section of its own with the words, which has the title of the page and leads to its top. */
function withWords(html: string, source: string): string {
  const words = SEARCH_WORDS[source];
  const [, title = ''] = /<h1[^>]*>([^]*?)<a /.exec(html) ?? [];
  return words === undefined ? html : `<h1>${title}<a href="#"></a></h1>\n<p>${words}</p>\n${html}`;
}
