/** Seqs per room and rooms per database that fit into the 53 bits of an exact number. */
const SEQS = 2 ** 28
const ROOMS = 2 ** 25

/**
 * A room's number and a seq as one integer, ordered by room, then by seq.
 * Throws beyond 268 million events of a room or 33 million rooms.
 */
export function placeOf(room: number, seq: number): number {
  if (seq >= SEQS || room >= ROOMS) throw new RangeError(`no place for room number ${room}, seq ${seq}`)
  return room * SEQS + seq
}

/** The place that ends a range of the room's places below `seq`, which may be any number. */
export function placeBefore(room: number, seq: number): number {
  return room * SEQS + Math.min(seq, SEQS)
}

export function seqOf(place: number): number {
  return place % SEQS
}
