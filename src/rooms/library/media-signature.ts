import { createHmac, timingSafeEqual } from 'node:crypto';
import { day, type Instant } from '#kernel/time.ts';

/**
 * Media are fetched by `<img>` and `<audio>`, which send no token: their addresses are signed for the day and the next
 * (LIB-20). One signature serves all media of a node, so that a browser's cache is not fooled by the address.
 */
export function mediaSignature(localKey: Uint8Array, now: Instant): string {
  return signatureOf(localKey, Math.floor(now / day));
}

export function isMediaSignature(localKey: Uint8Array, now: Instant, given: string): boolean {
  const today = Math.floor(now / day);
  return [today, today - 1].some((each) => {
    const right = Buffer.from(signatureOf(localKey, each));
    return given.length === right.length && timingSafeEqual(right, Buffer.from(given));
  });
}

function signatureOf(localKey: Uint8Array, dayNumber: number): string {
  return createHmac('sha256', localKey).update(`media ${dayNumber}`).digest('base64url').slice(0, 22);
}
