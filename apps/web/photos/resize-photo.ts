/** Longest side of a photo that leaves the phone, and its JPEG quality: enough to read a house number, a tenth of the data. */
export const longestSide = 1600;
const quality = 0.8;
const largestUpload = 12 * 1024 * 1024;

/** The size within `most` on the longest side; small photos stay as they are. */
export function fitted(width: number, height: number, most = longestSide): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function load(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file);
    const image = new Image();
    image.onload = () => {
      URL.revokeObjectURL(address);
      resolve(image);
    };
    image.onerror = () => {
      URL.revokeObjectURL(address);
      reject(new Error('not an image this browser can read'));
    };
    image.src = address;
  });
}

/**
 * A photo drawn anew: turned as the camera held it, at most 1600 px, without EXIF, place or thumbnail. A photo that the browser cannot read
 * (HEIC on Android) is returned as it is when the server takes it, and cleaned there; otherwise null.
 */
export async function resizePhoto(file: File): Promise<Blob | null> {
  try {
    const image = await load(file);
    const { width, height } = fitted(image.naturalWidth, image.naturalHeight);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const pen = canvas.getContext('2d');
    if (!pen) return null;
    pen.drawImage(image, 0, 0, width, height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  } catch {
    return /^image\/hei[cf]$/.test(file.type) && file.size <= largestUpload ? file : null;
  }
}
