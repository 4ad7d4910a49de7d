import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    setupFiles: ['./seed.ts'],
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    exclude: ['editors/**', '**/node_modules/**'],
    testTimeout: 60_000,
    pool: 'threads',
  },
});
