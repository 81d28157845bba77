import { defineConfig } from 'vitest/config'

const notOurs = ['**/node_modules/**', '**/dist/**', '**/.parley/**']

/**
 * Projects, in the order in which `scripts/ci` runs them: `boundaries` tests the repository itself and its
 * tools, `unit` everything that needs no browser, and `browser` the whole product from outside. `pictures`
 * compares the app with stored pictures of it, when it is named: to the pixel in the browser that drew them,
 * else roughly.
 */
export default defineConfig({
  test: {
    // What a test prints is of interest when it fails.
    silent: 'passed-only',
    projects: [
      { test: { name: 'boundaries', include: ['scripts/**/*.test.ts'], exclude: notOurs } },
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...notOurs, 'scripts/**', 'e2e/**'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          exclude: [...notOurs, 'e2e/gallery/**'],
          // Every file starts a server and a browser: one at a time, so that none waits for another's share
          // of the processor.
          fileParallelism: false,
          // Once more where a busy machine was in the way; the output names each test that needed it.
          retry: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A condition is waited for as long as a busy machine may need; one that holds costs nothing.
          expect: { poll: { timeout: 20_000 } },
        },
      },
      {
        test: {
          name: 'pictures',
          include: ['e2e/gallery/**/*.test.ts'],
          exclude: notOurs,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
