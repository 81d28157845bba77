import type { MemberId } from '@parley/protocol'
import { featuresOf } from '../packages/director/src/floor/features.ts'
import type { FeatureName } from '../packages/director/src/floor/features.ts'
import { candidateOf, sceneOf } from '../packages/director/src/floor/scene.ts'
import { momentsOf } from './moments.ts'
import { presentMembers, recentMembers } from './present.ts'
import type { Room } from './rooms.ts'

/**
 * What a room teaches: one row of features for each candidate, rows of one moment together.
 * `starts[m]` is the first row of moment `m`, `starts[moments]` the number of rows.
 */
export type Examples = {
  names: readonly string[]
  rows: Float32Array
  starts: Int32Array
  /** The row of who spoke next; -1: that was none of the candidates. */
  chosen: Int32Array
  /** Of each row: 1 spoke within the next three messages, 0 did not, -1 is not to be asked about. */
  soon: Int8Array
}

/** The examples of one room: every `every`-th moment that has a next speaker. */
export function examplesOf(room: Room, every: number): Examples {
  const values: number[] = []
  const starts = [0]
  const chosen: number[] = []
  const soon: number[] = []
  let names: readonly FeatureName[] = []
  let index = 0
  for (const moment of momentsOf(room)) {
    index += 1
    const scene = sceneOf(moment.floor)
    if (scene === undefined || moment.next === undefined || index % every !== 0) continue
    const asked = new Set<MemberId>(recentMembers(moment))
    let target = -1
    for (const id of presentMembers(moment)) {
      const features = featuresOf(scene, candidateOf(scene, id))
      if (names.length === 0) names = Object.keys(features) as FeatureName[]
      for (const name of names) values.push(features[name])
      if (id === moment.next) target = soon.length
      soon.push(moment.soon === undefined || !asked.has(id) ? -1 : Number(moment.soon.has(id)))
    }
    chosen.push(target)
    starts.push(soon.length)
  }
  return {
    names,
    rows: Float32Array.from(values),
    starts: Int32Array.from(starts),
    chosen: Int32Array.from(chosen),
    soon: Int8Array.from(soon),
  }
}
