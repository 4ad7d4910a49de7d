#!/usr/bin/env bash
# `npm start` without a path judges the examples: one does not meet its level, which is exit status 1.
set -u
out=$(npm start --silent -- --format json)
status=$?
[ "$status" -eq 1 ] || { echo "exit status $status"; exit 1; }
node -e '
  const { summary, subjects } = JSON.parse(process.argv[1]);
  if (subjects.length < 2 || summary.notMet < 1) throw new Error(JSON.stringify(summary));
' "$out"
