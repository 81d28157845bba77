export const SOUNDS = ['sent', 'received', 'reaction', 'unread'] as const
export type Sound = (typeof SOUNDS)[number]

/** One tone: when it begins, how long it lasts (seconds), its pitch from and to (hertz), and how loud it is. */
type Tone = { at: number; seconds: number; from: number; to: number; gain: number; shape?: OscillatorType }

/** Made by ourselves, of a few tones each. [W1] */
const TONES: Record<Sound, readonly Tone[]> = {
  sent: [
    { at: 0, seconds: 0.16, from: 340, to: 980, gain: 0.1 },
    { at: 0.03, seconds: 0.14, from: 680, to: 1_650, gain: 0.03, shape: 'triangle' },
  ],
  received: [
    { at: 0, seconds: 0.2, from: 790, to: 740, gain: 0.11 },
    { at: 0.09, seconds: 0.26, from: 590, to: 560, gain: 0.1 },
  ],
  reaction: [
    { at: 0, seconds: 0.07, from: 1_180, to: 1_320, gain: 0.08, shape: 'triangle' },
    { at: 0.06, seconds: 0.1, from: 1_570, to: 1_760, gain: 0.06, shape: 'triangle' },
  ],
  unread: [
    { at: 0, seconds: 0.24, from: 660, to: 660, gain: 0.09 },
    { at: 0.11, seconds: 0.3, from: 880, to: 880, gain: 0.08 },
    { at: 0.22, seconds: 0.4, from: 1_320, to: 1_320, gain: 0.05 },
  ],
}

let context: AudioContext | undefined

/** Plays a sound, unless the browser does not let a page that nobody has touched yet. */
export function play(sound: Sound): void {
  // Browsers without it, and those that keep it silent, stay silent.
  if (typeof AudioContext === 'undefined' || navigator.userActivation?.hasBeenActive === false) return
  context ??= new AudioContext()
  const audio = context
  void audio.resume().then(() => {
    const now = audio.currentTime + 0.01
    for (const tone of TONES[sound]) playTone(audio, now + tone.at, tone)
  })
}

function playTone(audio: AudioContext, at: number, { seconds, from, to, gain, shape }: Tone): void {
  const oscillator = audio.createOscillator()
  oscillator.type = shape ?? 'sine'
  oscillator.frequency.setValueAtTime(from, at)
  oscillator.frequency.exponentialRampToValueAtTime(to, at + seconds)
  const volume = audio.createGain()
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(gain, at + 0.012)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds)
  oscillator.connect(volume).connect(audio.destination)
  oscillator.start(at)
  oscillator.stop(at + seconds + 0.02)
}
