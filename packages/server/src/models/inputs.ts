const IMAGES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
const PDF = 'application/pdf'

/**
 * Files that the present models of a provider take as they are. A model at an address of one's own may read nothing
 * but text, and would refuse the whole call: it is told the name, and what can be read out. [R2]
 */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  openai: [...IMAGES, PDF],
  anthropic: [...IMAGES, PDF],
  google: [...IMAGES, PDF, 'audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/flac'],
}

/** Whether the model takes a file of this type. `modelId` is `provider:model`. */
export function takesFile(modelId: string, type: string): boolean {
  return INPUTS[modelId.slice(0, modelId.indexOf(':'))]?.includes(type) === true
}
