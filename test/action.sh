#!/usr/bin/env bash
# The pre-commit hook and the GitHub Action start from a plain clone: nothing installed, nothing built.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# what git would have in a clone, and what is not committed yet
mkdir "$scratch/clone" "$scratch/project"
git -C "$root" ls-files -z --cached --others --exclude-standard |
  (cd "$root" && while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done) |
  tar -C "$root" --null -T - -cf - | tar -C "$scratch/clone" -xf -
printf 'FROM debian:12\nCMD ["namd3"]\n' > "$scratch/project/Dockerfile"
printf 'FROM debian:12\nCMD ["namd3"]\nUSER 10001:0\n' > "$scratch/project/mended.Dockerfile"
cd "$scratch/project"

expect() {
  local wanted=$1 status=0
  shift
  "$@" > "$scratch/out" 2> "$scratch/err" || status=$?
  [ "$status" -eq "$wanted" ] || { echo "$*: exit status $status, not $wanted"; cat "$scratch/out" "$scratch/err"; exit 1; }
}
yaml() { NODE_PATH=$root/node_modules node -p "require('yaml').parse(require('fs').readFileSync('$scratch/clone/$1', 'utf8'))$2"; }

# pre-commit: the entry from the root of its own clone, called in the project with the names of the staged files
started=$SECONDS
expect 0 env INIT_CWD=/ "$scratch/clone/$(yaml .pre-commit-hooks.yaml '[0].entry')" mended.Dockerfile
echo "first run: $((SECONDS - started)) s"
expect 1 "$scratch/clone/$(yaml .pre-commit-hooks.yaml '[0].entry')" Dockerfile mended.Dockerfile
grep -q '2 files' "$scratch/out"

# the Action: its step, as a runner starts it
yaml action.yml .runs.steps[0].run > "$scratch/step.sh"
export GITHUB_ACTION_PATH=$scratch/clone GITHUB_OUTPUT=$scratch/output
export ST4SD_PATHS=. ST4SD_LEVEL= ST4SD_FORMAT=github ST4SD_OUTPUT= ST4SD_STRICT=false ST4SD_IMAGE= ST4SD_SARIF=st4sd.sarif
step=(bash --noprofile --norc -eo pipefail "$scratch/step.sh")
expect 1 "${step[@]}"
grep -q '^::error file=Dockerfile,line=1,' "$scratch/out"
grep -qx 'status=1' "$scratch/output"
node -e 'if (JSON.parse(require("fs").readFileSync("st4sd.sarif")).runs[0].artifacts.length !== 2) process.exit(1)'
ST4SD_PATHS='*.Dockerfile' expect 0 "${step[@]}"
ST4SD_LEVEL=silver expect 2 "${step[@]}"
ST4SD_SARIF=missing/st4sd.sarif ST4SD_PATHS='*.Dockerfile' expect 3 "${step[@]}"
echo 'the hook and the Action run from a plain clone'
