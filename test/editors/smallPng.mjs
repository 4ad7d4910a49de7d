import { crc32, deflateSync } from 'node:zlib';

/** The picture with at most 256 colours, which is a third of its size; the page decodes it. */
export async function smallPng(page, picture) {
  const { width, height, base64 } = await page.evaluate(decode, picture.toString('base64'));
  const pixels = new Uint32Array(Uint8Array.from(Buffer.from(base64, 'base64')).buffer); // red is the lowest byte
  const { palette, indexOf } = reduced(pixels);
  const rows = Buffer.alloc(height * (width + 1)); // each row starts with its filter: none
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf(pixels[y * width + x]);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8); // 8 bits, by palette
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour).slice(0, 3)))),
    chunk('tRNS', Buffer.from(palette.map((colour) => colour >>> 24))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Runs in the page. */
async function decode(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, height).getContext('2d');
  canvas.drawImage(bitmap, 0, 0);
  const reader = new FileReader();
  reader.readAsDataURL(new Blob([canvas.getImageData(0, 0, width, height).data]));
  await new Promise((resolve) => reader.addEventListener('load', resolve));
  return { width, height, base64: reader.result.split(',')[1] };
}

/** The most used colours; three quarters of them unlike each other, so that a hue in one small place is not lost. */
function reduced(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byUse = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const unlike = new Map();
  for (const colour of byUse) {
    const rough = colour & 0xf0f0f0f0;
    if (!unlike.has(rough)) unlike.set(rough, colour);
  }
  const palette = [...new Set([...[...unlike.values()].slice(0, 192), ...byUse])].slice(0, 256);
  const nearest = new Map(palette.map((colour, i) => [colour, i]));
  const indexOf = (colour) => {
    const known = nearest.get(colour);
    if (known !== undefined) return known;
    const distances = palette.map((other) => distance(colour, other));
    const index = distances.indexOf(Math.min(...distances));
    nearest.set(colour, index);
    return index;
  };
  return { palette, indexOf };
}

function channels(colour) {
  return [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255, colour >>> 24];
}

function distance(a, b) {
  const other = channels(b);
  return channels(a).reduce((sum, channel, i) => sum + (channel - other[i]) ** 2, 0);
}

function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(body.length + 8);
  frame.writeUInt32BE(content.length, 0);
  frame.set(body, 4);
  frame.writeUInt32BE(crc32(body), body.length + 4);
  return frame;
}
