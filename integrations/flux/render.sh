#!/bin/sh
# Renders a chart, hardens it, and leaves the result where a Kustomization of Flux finds it. Run it in CI, and commit deploy/.
set -eu
rendered=$(mktemp)
trap 'rm -f "$rendered"' EXIT
helm template "$1" "$2" --namespace "$3" --include-crds > "$rendered"
mkdir -p deploy
npx --no-install cdk8s-hardened harden - --config cdk8s-hardened.yaml < "$rendered" > deploy/manifests.yaml
