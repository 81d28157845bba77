/** In how many of the moments the next speaker came first, or among the first three. */
export class PlaceTally {
  moments = 0
  first = 0
  amongThree = 0

  /**
   * Counts one moment: who really spoke next, and the guesses, likeliest first. A speaker who is not among
   * the guesses is a miss, whether or not anybody could have known.
   */
  count(guesses: readonly string[], next: string): void {
    const place = guesses.indexOf(next)
    this.moments += 1
    if (place === 0) this.first += 1
    if (place >= 0 && place < 3) this.amongThree += 1
  }

  get accuracy(): number {
    return share(this.first, this.moments)
  }

  get topThree(): number {
    return share(this.amongThree, this.moments)
  }
}

/** Yes-or-no guesses against what came. */
export class GuessTally {
  hits = 0
  missed = 0
  falseAlarms = 0
  rightlyQuiet = 0

  count(guess: boolean, truth: boolean): void {
    if (truth) this[guess ? 'hits' : 'missed'] += 1
    else this[guess ? 'falseAlarms' : 'rightlyQuiet'] += 1
  }

  /** Mean of the share of speakers that were expected and of quiet ones that were not. 0.5 is worthless. */
  get balancedAccuracy(): number {
    return (share(this.hits, this.hits + this.missed) + share(this.rightlyQuiet, this.quiet)) / 2
  }

  /** The share of those who did speak that were not expected to: missed interventions. */
  get missedRate(): number {
    return share(this.missed, this.hits + this.missed)
  }

  private get quiet(): number {
    return this.falseAlarms + this.rightlyQuiet
  }
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole
}
