// How long to wait before trying again: anywhere between one second and a ceiling that doubles up to a minute, so that
// pages which lost the same server do not come back in the same moment.

const FIRST = 1000;
const MOST = 60000;

export function pauseBefore(attempt, random = Math.random) {
  const ceiling = Math.min(MOST, FIRST * 2 ** (attempt + 1));
  return FIRST + random() * (ceiling - FIRST);
}
