# Functions of .ci/run and .ci/on-debian-13, which source this file.

# Runs a step, and appends its seconds to the file $STEPS. A step that hangs would keep CI from ever failing.
step() {
  local line="$*" start=$SECONDS status=0
  local name=${line##* sh -c }
  echo "=== $name"
  timeout --kill-after=1m 30m "$@" || status=$?
  echo "$((SECONDS - start)) $name" >> "$STEPS"
  return $status
}

# Prints the name of a tree with every file that git does not ignore. The index stays as it is.
snapshot() (
  GIT_INDEX_FILE=$(mktemp -u)
  export GIT_INDEX_FILE
  trap 'rm -f "$GIT_INDEX_FILE"' EXIT
  git add --all && git write-tree
)

# Fails if a file differs from a tree, and shows the difference.
expect_unchanged() {
  git --no-pager diff --exit-code "$1" "$(snapshot)" || {
    echo 'The files above are generated, and differ from what is committed: run `npx projen generate` and commit.' >&2
    return 1
  }
}
