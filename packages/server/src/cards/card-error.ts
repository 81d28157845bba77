/** A file that is no card that can be read; the message is a plain sentence for whoever gave it. */
export class CardError extends Error {}
