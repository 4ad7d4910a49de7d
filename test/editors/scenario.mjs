/** A scenario is steps that build on each other: after the first that fails, the others count as failed too. */
export async function play(title, steps, { onFailure }) {
  console.log(title);
  const counts = { passed: 0, failed: 0 };
  let broken = false;
  for (const [name, step] of steps) {
    if (broken) {
      counts.failed += 1;
      console.log(`  not reached  ${name}`);
      continue;
    }
    const start = Date.now();
    try {
      await step();
      counts.passed += 1;
      console.log(`  ok      ${name} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
    } catch (error) {
      broken = true;
      counts.failed += 1;
      console.log(`  FAILED  ${name}\n${error instanceof Error ? (error.stack ?? error.message) : error}`);
      await onFailure(name);
    }
  }
  return counts;
}
