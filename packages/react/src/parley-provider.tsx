import type { ReactNode } from 'react'
import type { ParleyClient } from '@parley/client'
import { ParleyContext } from './parley-context.ts'

/** Gives the hooks below it their client. It neither connects nor closes it. */
export function ParleyProvider(props: { client: ParleyClient; children: ReactNode }) {
  return <ParleyContext value={props.client}>{props.children}</ParleyContext>
}
