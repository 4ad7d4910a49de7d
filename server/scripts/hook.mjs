#!/usr/bin/env node
// What the pre-commit hook starts: `npm start` on the files that it is given, relative to where it is called.
delete process.env.INIT_CWD; // where an npm script of another project commits, this is that project's
await import('./start.mjs');
