import { defineConfig } from 'vitest/config'

const notOurs = ['**/node_modules/**', '**/dist/**', '**/.parley/**']

/**
 * Projects, in the order in which `scripts/ci` runs them: `boundaries` tests the repository itself and its
 * tools, `unit` everything that needs no browser, `browser` the whole product from outside, and `pictures`
 * compares the app with stored pictures of it: to the pixel in the browser that drew them, else roughly.
 */
export default defineConfig({
  test: {
    // What a test prints is of interest when it fails.
    silent: 'passed-only',
    // As many files at a time as there are processors; else one of them would stand idle.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'boundaries', include: ['scripts/**/*.test.ts'], exclude: notOurs } },
      {
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...notOurs, 'scripts/**', 'e2e/**'],
          // What one file has loaded the next one need not load again: half of the time was spent on that.
          isolate: false,
          // So that something that hangs ends. How fast a machine is tells nothing of what is tested.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          exclude: [...notOurs, 'e2e/gallery/**'],
          // Every file starts a server and a browser. Much of their time is waiting, which two can do at once;
          // more would wait for each other's share of the processor.
          maxWorkers: 2,
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
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
