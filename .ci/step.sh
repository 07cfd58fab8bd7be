# Sourced: runs a step, and appends its seconds to the file $STEPS. A step that hangs would keep CI from ever failing.
step() {
  echo "=== $*"
  local start=$SECONDS status=0
  timeout --kill-after=1m 30m "$@" || status=$?
  echo "$((SECONDS - start)) $*" >> "$STEPS"
  return $status
}
