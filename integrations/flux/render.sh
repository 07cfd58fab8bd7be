#!/bin/sh
# Renders a chart, hardens it, and leaves the result where a Kustomization of Flux finds it. Run it in CI, and commit deploy/.
set -eu
if [ $# -ne 3 ]; then
  echo 'usage: render.sh RELEASE CHART NAMESPACE' >&2
  exit 2
fi
rendered=$(mktemp)
hardened=$(mktemp)
trap 'rm -f "$rendered" "$hardened"' EXIT
helm template "$1" "$2" --namespace "$3" --include-crds > "$rendered"
if [ -f cdk8s-hardened.yaml ]; then
  set -- --config cdk8s-hardened.yaml
else
  set --
fi
npx --no-install cdk8s-hardened harden - "$@" < "$rendered" > "$hardened"
# Only now: with `prune` an empty file would remove what runs, so `harden` fails if the chart renders nothing.
mkdir -p deploy
cp "$hardened" deploy/manifests.yaml
