/** A file, or a conversation in it, that cannot be imported; the message is a plain sentence. */
export class ImportError extends Error {}
