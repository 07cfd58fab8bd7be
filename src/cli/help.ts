import { HOME_PAGE } from '../reports/home-page';

export const PROGRAM = `
Examples:
  cdk8s-hardened init
  cdk8s-hardened audit dist
  cdk8s-hardened harden manifests --diff
  cdk8s-hardened lock manifests
  cdk8s-hardened network dist
  cdk8s-hardened policies --profile pss-restricted
  cdk8s-hardened explain read-only-root-filesystem
  cdk8s-hardened suggest-paths nginx:1.29
  cdk8s-hardened doctor deployment/web

Run "cdk8s-hardened help <command>" for the options, more examples and the exit codes of a command.
Documentation: ${HOME_PAGE}#readme
`;

export const AUDIT = `
Examples:
  cdk8s-hardened audit dist Dockerfile
  cdk8s-hardened audit manifests --profile pss-restricted --fail-on warning
  helm template my-release my-chart | cdk8s-hardened audit -
  kubectl get deployments --all-namespaces --output json | cdk8s-hardened audit - --format json
  cdk8s-hardened audit dist --waivers file --waiver-file waivers.yaml
  cdk8s-hardened audit dist --emit-waivers exceptions
  cdk8s-hardened audit dist --lock images.lock.yaml --max-age 30d
  cdk8s-hardened audit dist --report sarif=out.sarif --report junit=out.xml
  cdk8s-hardened audit dist --format html --output audit.html
  cdk8s-hardened audit dist --baseline baseline.json --update-baseline
  cdk8s-hardened audit . --changed-since origin/main --format github

Exit codes:
  0  no findings at or above --fail-on
  1  findings
  2  an input, an option, the settings file, the waiver file or the baseline is invalid or cannot be read
  130  interrupted; no file was written

Controls: ${HOME_PAGE}/blob/main/docs/reference/controls.md
Waivers:  ${HOME_PAGE}/blob/main/docs/how-to/waivers.md
`;

export const HARDEN = `
Examples:
  helm template my-release my-chart | cdk8s-hardened harden - > hardened.yaml
  cdk8s-hardened harden manifests --diff
  cdk8s-hardened harden manifests --write --config cdk8s-hardened.yaml
  cdk8s-hardened harden manifests --check
  cdk8s-hardened harden manifests --write --lock images.lock.yaml
  cdk8s-hardened harden manifests --write --network-policies proposal.yaml

What is left to do is printed on standard error, with the lines to write in the settings file.

Exit codes:
  0  the output is written, even if findings remain
  1  with --check: something would change; with --fail-on: findings remain
  2  an input, an option or the settings file is invalid or cannot be read; nothing is written
  130  interrupted; nothing is written

Documentation: ${HOME_PAGE}#readme
`;

export const LOCK = `
Examples:
  cdk8s-hardened lock dist
  cdk8s-hardened lock dist --check
  cdk8s-hardened lock manifests --file images.lock.yaml --platform linux/amd64 --platform linux/arm64
  helm template my-release my-chart | cdk8s-hardened lock -
  cdk8s-hardened lock dist --tool skopeo --tool-option=--tls-verify=false

It asks the registry of each image for what the tag names, with crane, skopeo or docker buildx, computes the digest itself, and writes all
into the lock file, or nothing. Entries that no manifest names are removed. FROM of Dockerfiles is not read, and no signature is verified.

Exit codes:
  0  the file is written, or with --check: it is as the registries are
  1  with --check: a tag has moved or is missing, or an image is not locked
  2  an input or an option is invalid, or a registry cannot be asked; nothing is written
  130  interrupted; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/pin-images.md
`;

export const NETWORK = `
Examples:
  cdk8s-hardened network dist
  cdk8s-hardened network dist --format svg --output network.svg
  cdk8s-hardened network dist --format mermaid
  cdk8s-hardened network dist --workload api
  kubectl get pods,services,networkpolicies,namespaces --all-namespaces --output json | cdk8s-hardened network -

It evaluates the NetworkPolicies as Kubernetes specifies them, and names Services by the ports of the pods that they lead to. It reads files,
and does not look whether the network plugin of a cluster enforces policies. Policies of Cilium and Calico are not evaluated.

Exit codes:
  0  the connections are shown
  2  an input or an option is invalid or cannot be read, or no workload was found
  130  interrupted; no file was written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/network.md
`;

export const INIT = `
Examples:
  cdk8s-hardened init

It looks at the manifests and Dockerfiles below the working directory, and writes the strictest profile that finds no errors, and the
folders to leave out: templates of charts, and third-party files. Then it prints what to do next.

Exit codes:
  0  the settings file is written
  2  the file exists already, or cannot be written

Settings: ${HOME_PAGE}/blob/main/docs/how-to/settings-file.md
`;

export const POLICIES = `
Examples:
  cdk8s-hardened policies --output policies.yaml
  cdk8s-hardened policies --profile hardened --action warn --exempt-namespace monitoring
  cdk8s-hardened policies --action deny --waiver-file waivers.yaml | kubectl apply -f -
  cdk8s-hardened policies --target kyverno --action deny --fill-in seccomp-profile-restricted
  cdk8s-hardened policies --target psa --namespace shop --action deny

Begin with --action audit, which changes nothing for anybody: violations are in the audit log of the API server. Then warn, then deny.
The namespace kube-system is always exempt. What the policies do not check is in the comment at their start.

Exit codes:
  0  the policies are written
  2  an option, the settings file or the waiver file is invalid or cannot be read; nothing is written

Documentation: ${HOME_PAGE}/blob/main/docs/how-to/admission.md
`;

export const EXPLAIN = `
Examples:
  cdk8s-hardened explain
  cdk8s-hardened explain capabilities-restricted

Exit codes:
  0  the control is described
  2  unknown control

Controls: ${HOME_PAGE}/blob/main/docs/reference/controls.md
`;

export const SUGGEST_PATHS = `
Examples:
  cdk8s-hardened suggest-paths nginx:1.29 --probe http://:80/
  cdk8s-hardened suggest-paths postgres:17 --env POSTGRES_PASSWORD=test --until 'pg_isready -U postgres' --for 2m
  cdk8s-hardened suggest-paths my-app:1.0 --user 10001:10001 -- ./server --port 8080
  cdk8s-hardened suggest-paths my-app:1.0 --probe http://:8080/ --write-knowledge cdk8s-hardened.yaml

It runs the image twice: with a writable root filesystem, to see what it writes, and with a read-only one and the suggested paths, to verify
them. Both runs drop all capabilities, and open ports below 1024. --run-option=--cap-add=NAME adds a capability back.

Exit codes:
  0  the paths are reported, and the image behaved the same with them
  1  with the suggested paths it did not behave the same: it ended early, was not ready, or responded to --probe differently
  2  an option is invalid, no container runtime is installed, or the first run failed, so the report may be incomplete

Documentation: ${HOME_PAGE}#readme
`;

export const DOCTOR = `
Examples:
  cdk8s-hardened doctor deployment/web -n shop
  cdk8s-hardened doctor -n shop
  kubectl get pods,events --output json | cdk8s-hardened doctor -
  kubectl apply -f dist 2>&1 | cdk8s-hardened doctor -

It runs kubectl, only to read: get of the workload, its ReplicaSets or Jobs, pods and events, and logs. The report lists these commands. What
kubectl may not read is listed, too, and the diagnosis is made from the rest. Values that look like secrets are not printed.

On standard input it reads JSON: pods, workloads, events, lists of them, or the Status of a refused request. A field "logs" of a pod has
the log of each container by its name, as text or a list of lines. Of text it reads the errors and warnings that kubectl apply prints.

--format json prints { schemaVersion, findings, healthy, starting, commands, failures }: a finding for each cause, with its subject, container,
workload, cause ("unknown" too), title, why, evidence, do, typescript, yaml, settings and notes, where there are any.

Exit codes:
  0  nothing is wrong
  1  something is wrong: causes are printed, or "unknown" if nothing says why
  2  the input is invalid, or kubectl is not installed or can read nothing

Causes: ${HOME_PAGE}/blob/main/docs/troubleshooting.md
`;
