const SIDE_PX = 320

/**
 * Any picture that the browser can show, as a small square PNG: cut to its middle, and without whatever else
 * the file tells. Rejects where it is no picture. [A1]
 */
export async function squarePicture(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file)
  try {
    const side = Math.min(image.width, image.height)
    const canvas = document.createElement('canvas')
    canvas.width = SIDE_PX
    canvas.height = SIDE_PX
    const context = canvas.getContext('2d')
    if (context === null) throw new Error('no canvas')
    context.imageSmoothingQuality = 'high'
    // Faces stand in the upper half of a portrait.
    const top = (image.height - side) * (image.height > image.width ? 0.2 : 0.5)
    context.drawImage(image, (image.width - side) / 2, top, side, side, 0, 0, SIDE_PX, SIDE_PX)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('no picture')
    return blob
  } finally {
    image.close()
  }
}
