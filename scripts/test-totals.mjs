// `node scripts/test-totals.mjs FOLDER`: adds up the JSON reports that Vitest wrote there and prints the
// totals as the one plain line `N passed, N failed`; nothing when no test has run.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2] ?? '.'
const reports = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')))

/** @param {string} key */
const total = (key) => reports.reduce((sum, report) => sum + report[key], 0)

// A file that could not be loaded has no failed test of its own, but it must not look like a green run.
const brokenFiles = reports
  .flatMap((report) => report.testResults)
  .filter((file) => file.status === 'failed' && file.assertionResults.length === 0)

if (reports.length > 0) {
  console.log(`${total('numPassedTests')} passed, ${total('numFailedTests') + brokenFiles.length} failed`)
}
