const between = 50;

/** Asks until there is a true answer, and gives it; a failing question is asked again. Ends at the deadline with an error. */
export async function until(what, ask, { within = 60_000 } = {}) {
  const deadline = Date.now() + within;
  let last;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = `the last answer was ${JSON.stringify(answer)}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    if (Date.now() > deadline) throw new Error(`Not within ${within / 1000} s: ${what} (${last})`);
    await new Promise((resolve) => setTimeout(resolve, between));
  }
}
