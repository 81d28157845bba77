import type { Budget } from '@parley/protocol'

export type BudgetInput = { tokens: string; usd: string }

/** What stands in the two fields for a budget; a field is empty where there is no limit. */
export function inputOfBudget(budget: Budget | undefined): BudgetInput {
  return { tokens: inField(budget?.tokens), usd: inField(budget?.usd) }
}

/**
 * The budget that was written, or undefined where it is none: not a number, or nothing above zero. What the
 * fields do not show stays as it was. [D13]
 */
export function budgetOfInput(input: BudgetInput, before: Budget | undefined): Budget | undefined {
  const tokens = limitOf(input.tokens)
  const usd = limitOf(input.usd)
  if (tokens === 'wrong' || usd === 'wrong' || (tokens !== undefined && !Number.isSafeInteger(tokens)))
    return undefined
  return {
    ...(before?.seconds === undefined ? {} : { seconds: before.seconds }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(usd === undefined ? {} : { usd }),
  }
}

function limitOf(text: string): number | undefined | 'wrong' {
  const plain = text.replace(/[\s_]/gu, '')
  if (plain === '') return undefined
  // "200,000" groups its digits; any other comma is a decimal one.
  const number = /^\d{1,3}(,\d{3})+(\.\d+)?$/u.test(plain)
    ? plain.replaceAll(',', '')
    : plain.replace(',', '.')
  return /^\d*\.?\d+$/u.test(number) && Number(number) > 0 ? Number(number) : 'wrong'
}

function inField(limit: number | undefined): string {
  return limit === undefined ? '' : String(limit)
}
