import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Two parts of the old VS Code server that are compiled when they are installed, and that it does not start without. */
const stubs = {
  // Ends the process where its parent is gone, as the original does.
  'native-watchdog/index.js': `exports.start = (pid) => {
  setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(); } }, 1000).unref();
};
`,
  // Writes no log.
  '@vscode/spdlog/index.js': `const nothing = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : () => 0) });
exports.setFlushOn = () => {};
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async () => nothing;
`,
};

/** Puts plain JavaScript in the place of what would have to be compiled. */
export function stubCompiled(modules) {
  for (const [file, text] of Object.entries(stubs)) writeFileSync(join(modules, file), text);
}
